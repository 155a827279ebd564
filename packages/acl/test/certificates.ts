/**
 * Self-signed certificates, DER in base64, with the subject as Java 17's `X500Principal.getName()` prints it. All but the last have the
 * alternative names DNS:node1.example.org, email:ops@example.org, URI:spiffe://zoo/client and two IP addresses.
 */
export const CERTIFICATES = {
  plain: {
    subject: 'CN=client1,OU=Ops,O=Example,C=DE',
    der: Buffer.from(
      [
        'MIIB/zCCAaWgAwIBAgIUBhIadkqicM5FbW8hsm1+Y/3aE7kwCgYIKoZIzj0EAwIwPzELMAkGA1UEBhMCREUxEDAOBgNVBAoMB0V4YW1wbGUxDDAKBgNVBAsM',
        'A09wczEQMA4GA1UEAwwHY2xpZW50MTAgFw0yNjExMjIwNzE2MTFaGA8yMTI2MTAyOTA3MTYxMVowPzELMAkGA1UEBhMCREUxEDAOBgNVBAoMB0V4YW1wbGUx',
        'DDAKBgNVBAsMA09wczEQMA4GA1UEAwwHY2xpZW50MTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIb7jLk4hNVM3q7r0WJrr74bSA1mCHAX0ynI1iOQtKzG',
        'LOLveauF7c/7RN+FoHNt35Q8+Tmp6z78qVo6J8gy2C+jfTB7MFoGA1UdEQRTMFGCEW5vZGUxLmV4YW1wbGUub3JngQ9vcHNAZXhhbXBsZS5vcmeGE3NwaWZm',
        'ZTovL3pvby9jbGllbnSHBAoBAgOHECABDbgAAAAAAAAAAAAAAAEwHQYDVR0OBBYEFPmLnbTbpJbYq8OG/WnipWs3vn7yMAoGCCqGSM49BAMCA0gAMEUCIQCn',
        'zDNs//w41Yl86/G9o9YHddcmkx7aT9FLaKdmxQsglQIgUaPQUUbrLZDHjwqh5Fe8/eIkEUX1hxWl+DyC9xWpv8U=',
      ].join(''),
      'base64',
    ),
  },
  escapes: {
    subject: 'O=Example\\, Inc. \\<x\\> \\"q\\"\\; a\\\\b\\#c\\=d',
    der: Buffer.from(
      [
        'MIIB1DCCAXmgAwIBAgIUV4HyWGJKUHXumAZccwL5TIUy1LEwCgYIKoZIzj0EAwIwKTEnMCUGA1UECgweRXhhbXBsZSwgSW5jLiA8eD4gInEiOyBhXGIjYz1k',
        'MCAXDTI2MTEyMjA3MTYxMVoYDzIxMjYxMDI5MDcxNjExWjApMScwJQYDVQQKDB5FeGFtcGxlLCBJbmMuIDx4PiAicSI7IGFcYiNjPWQwWTATBgcqhkjOPQIB',
        'BggqhkjOPQMBBwNCAAQPlp6ht/mS6p7LHadJS6mYQLK8+55OwRFqi/hw+pm6hgV3duevp4gnKkQSBCbrtCwzfVsBOknOqRVsIycKpjSco30wezBaBgNVHREE',
        'UzBRghFub2RlMS5leGFtcGxlLm9yZ4EPb3BzQGV4YW1wbGUub3JnhhNzcGlmZmU6Ly96b28vY2xpZW50hwQKAQIDhxAgAQ24AAAAAAAAAAAAAAABMB0GA1Ud',
        'DgQWBBTRU4IPHSjDE/3PkwUxWayCiC8oHTAKBggqhkjOPQQDAgNJADBGAiEAtexgQMN7yz1qAuMrl3Hla0sbXV3TjIz3ZU4nFp4qyncCIQDUarwaVWHLFqSh',
        'haVYRTFpWpxxA1NVSoiy2IZQDaDlvA==',
      ].join(''),
      'base64',
    ),
  },
  spaces: {
    subject: 'CN=\\ \\ in  side\\ \\ ,O=\\ two\\ ',
    der: Buffer.from(
      [
        'MIIBzjCCAXWgAwIBAgIUbnjZ0ldXWwzV57zEah20A6KhZKgwCgYIKoZIzj0EAwIwJzEOMAwGA1UECgwFIHR3byAxFTATBgNVBAMMDCAgaW4gIHNpZGUgIDAg',
        'Fw0yNjExMjIwNzE2MTFaGA8yMTI2MTAyOTA3MTYxMVowJzEOMAwGA1UECgwFIHR3byAxFTATBgNVBAMMDCAgaW4gIHNpZGUgIDBZMBMGByqGSM49AgEGCCqG',
        'SM49AwEHA0IABKvHp0BjXoV9486FbO0qIagUaa52czkgaCk5x9tr8Jq2HXCTZqgwufhBzwkAPcIbKakQQSrKDRGV66XqtSSq4WCjfTB7MFoGA1UdEQRTMFGC',
        'EW5vZGUxLmV4YW1wbGUub3JngQ9vcHNAZXhhbXBsZS5vcmeGE3NwaWZmZTovL3pvby9jbGllbnSHBAoBAgOHECABDbgAAAAAAAAAAAAAAAEwHQYDVR0OBBYE',
        'FGOmP+Bx9cZlDLCQAcYdD5r2pIeAMAoGCCqGSM49BAMCA0cAMEQCIHWBHo3lSuUbgs9BrjxJtdo1HVmLZw54QiXvjGEjtopGAiBg1hpjRPLRJigoLgBWqvW9',
        'l/ZRUZN6PHPa1m7ACQ/oYw==',
      ].join(''),
      'base64',
    ),
  },
  multi: {
    subject: 'CN=a+UID=b,O=Example',
    der: Buffer.from(
      [
        'MIIB3zCCAYWgAwIBAgIUZctpFPRizbG0zWIgAI8BLc1TaOIwCgYIKoZIzj0EAwIwLzEQMA4GA1UECgwHRXhhbXBsZTEbMAgGA1UEAwwBYTAPBgoJkiaJk/Is',
        'ZAEBDAFiMCAXDTI2MTEyMjA3MTYxMVoYDzIxMjYxMDI5MDcxNjExWjAvMRAwDgYDVQQKDAdFeGFtcGxlMRswCAYDVQQDDAFhMA8GCgmSJomT8ixkAQEMAWIw',
        'WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATAs5K+ZLWeCGfiArEw3O0dy/0ccmg0gQALv4RgwUUH/XTKefO2+cSmEEaAbmZdRUynsOr8me+ZWHo+ytMurO+x',
        'o30wezBaBgNVHREEUzBRghFub2RlMS5leGFtcGxlLm9yZ4EPb3BzQGV4YW1wbGUub3JnhhNzcGlmZmU6Ly96b28vY2xpZW50hwQKAQIDhxAgAQ24AAAAAAAA',
        'AAAAAAABMB0GA1UdDgQWBBQ5AtJvjVXpAhqD34X7/zVklRflTDAKBggqhkjOPQQDAgNIADBFAiBMfcBfLktJ0wcrqvQXBrzTM8Hw6Ykpnh7ZLdOTuOb2LwIh',
        'AMO1qy4luGd8fq5IX0WvFUoKfkRSyBhAFAvh1rbbBPu2',
      ].join(''),
      'base64',
    ),
  },
  email: {
    subject: 'CN=Zoë 測試,2.5.4.12=#0c024472,2.5.4.5=#13023737,1.2.840.113549.1.9.1=#16076140622e6f7267,DC=example,DC=org',
    der: Buffer.from(
      [
        'MIICbTCCAhOgAwIBAgIUbrRE2tWw24nkU0DdunmhHa24884wCgYIKoZIzj0EAwIwdjETMBEGCgmSJomT8ixkARkWA29yZzEXMBUGCgmSJomT8ixkARkWB2V4',
        'YW1wbGUxFjAUBgkqhkiG9w0BCQEWB2FAYi5vcmcxCzAJBgNVBAUTAjc3MQswCQYDVQQMDAJEcjEUMBIGA1UEAwwLWm/DqyDmuKzoqaYwIBcNMjYxMTIyMDcx',
        'NjExWhgPMjEyNjEwMjkwNzE2MTFaMHYxEzARBgoJkiaJk/IsZAEZFgNvcmcxFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRYwFAYJKoZIhvcNAQkBFgdhQGIu',
        'b3JnMQswCQYDVQQFEwI3NzELMAkGA1UEDAwCRHIxFDASBgNVBAMMC1pvw6sg5ris6KmmMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEHh2yn2yKywXXj57k',
        'VJ7ZnUg/vo7gNrN8PAr/sRvC6QNcgY2bEBQO8ZseTkWlc4wjRXZo/gRvDL1+uuTkGvzjgaN9MHswWgYDVR0RBFMwUYIRbm9kZTEuZXhhbXBsZS5vcmeBD29w',
        'c0BleGFtcGxlLm9yZ4YTc3BpZmZlOi8vem9vL2NsaWVudIcECgECA4cQIAENuAAAAAAAAAAAAAAAATAdBgNVHQ4EFgQUSDONrWdu/zrafJdlBEXRo5qnXeQw',
        'CgYIKoZIzj0EAwIDSAAwRQIhAN0dztAOeeAPMJ/jlTX8+Q2KjbNW2DrTTpJ8Y3fGmfjNAiBB+hInhBSozQ+HIyjsuC+UXXER+5sZzaXSAmci/5lBFQ==',
      ].join(''),
      'base64',
    ),
  },
  street: {
    subject: 'CN=x,2.5.4.4=#0c03426565,2.5.4.42=#0c03416e6e,STREET=Main 1,L=Munich,ST=Bavaria',
    der: Buffer.from(
      [
        'MIICOTCCAd+gAwIBAgIUSVPXMeRc0qw01duRWHll4KP1Z5QwCgYIKoZIzj0EAwIwXDEQMA4GA1UECAwHQmF2YXJpYTEPMA0GA1UEBwwGTXVuaWNoMQ8wDQYD',
        'VQQJDAZNYWluIDExDDAKBgNVBCoMA0FubjEMMAoGA1UEBAwDQmVlMQowCAYDVQQDDAF4MCAXDTI2MTEyMjA3MTYxMVoYDzIxMjYxMDI5MDcxNjExWjBcMRAw',
        'DgYDVQQIDAdCYXZhcmlhMQ8wDQYDVQQHDAZNdW5pY2gxDzANBgNVBAkMBk1haW4gMTEMMAoGA1UEKgwDQW5uMQwwCgYDVQQEDANCZWUxCjAIBgNVBAMMAXgw',
        'WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARQgRzw0GzkHbZyMhua5V3OCgdDr8ugY6PyoXuBYBmxEc8PpgMhWe6bbLnWIV+a/sZ0QXMkvApBZnUD9nBgNott',
        'o30wezBaBgNVHREEUzBRghFub2RlMS5leGFtcGxlLm9yZ4EPb3BzQGV4YW1wbGUub3JnhhNzcGlmZmU6Ly96b28vY2xpZW50hwQKAQIDhxAgAQ24AAAAAAAA',
        'AAAAAAABMB0GA1UdDgQWBBRJR9UnTaFcBvjjyqSBWnKdau7TtjAKBggqhkjOPQQDAgNIADBFAiEAqYyxL5QIEpDzFMQiy+5pcR7TD3vVYzzNCH5FxRTdC0cC',
        'IFPzhr0XuzC6lUn/7CAk63RYQo4yTOlsryY+v48PTQxI',
      ].join(''),
      'base64',
    ),
  },
  bmp: {
    subject: 'CN=\\00a\\00b\\00c,O=\\00Z\\00o\\00�',
    der: Buffer.from(
      [
        'MIIBQDCB5wIUZavM/6UoJDR1doxJB//ilg0YhdowCgYIKoZIzj0EAwIwIjEPMA0GA1UECh4GAFoAbwDrMQ8wDQYDVQQDHgYAYQBiAGMwIBcNMjYxMTIyMDcx',
        'OTUxWhgPMjEyNjEwMjkwNzE5NTFaMCIxDzANBgNVBAoeBgBaAG8A6zEPMA0GA1UEAx4GAGEAYgBjMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE687IBYhl',
        'VKxyELy4Q49xxd6kbiLigcu+ninQOooQZQhmYJv7wmLInkD2mEBEp+4Y+DJPYaya1XZ7TIqtW21bdzAKBggqhkjOPQQDAgNIADBFAiEA0XpMSAd/7oadKt08',
        'xUqMfzKutGSXURqoFCkj+RWhMdUCIF8JFJaOXPQtKWsLmkWk4DZMeAWGPKcaoiSCp/jNesWR',
      ].join(''),
      'base64',
    ),
  },
} as const
