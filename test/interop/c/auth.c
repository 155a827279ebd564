/* ACLs of the C client: digest, auth, ip; and auth that is given again after a restart. */
#include "interop.h"

static answer_t answer;
static struct Stat stat;

static void on_auth(int rc, const void *data) { answer_set((answer_t *)data, rc, NULL, 0, 0, NULL); }

static void give(zhandle_t *zh, const char *who) {
  EXPECT(zoo_add_auth(zh, "digest", who, (int)strlen(who), on_auth, &answer), ZOK);
  await(&answer, ZOK);
}

static void digest(zhandle_t *alice, zhandle_t *nobody) {
  char data[16];
  int length = sizeof data;
  struct ACL_vector acl;
  give(alice, "alice:secret");
  EXPECT(zoo_create(alice, "/p", "1", 1, &ZOO_CREATOR_ALL_ACL, 0, NULL, 0), ZOK);
  EXPECT(zoo_get(nobody, "/p", 0, data, &length, &stat), ZNOAUTH);
  EXPECT(zoo_set(nobody, "/p", "", 0, -1), ZNOAUTH);
  EXPECT(zoo_create(nobody, "/p/c", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, NULL, 0), ZNOAUTH);
  EXPECT(zoo_set_acl(nobody, "/p", -1, &ZOO_OPEN_ACL_UNSAFE), ZNOAUTH);
  EXPECT(zoo_get_acl(alice, "/p", &acl, &stat), ZOK);
  CHECK(acl.count == 1 && strcmp(acl.data[0].id.scheme, "digest") == 0 && strncmp(acl.data[0].id.id, "alice:", 6) == 0);
  deallocate_ACL_vector(&acl);
  give(nobody, "alice:wrong");
  length = sizeof data;
  EXPECT(zoo_get(nobody, "/p", 0, data, &length, &stat), ZNOAUTH);
  give(nobody, "alice:secret");
  length = sizeof data;
  EXPECT(zoo_get(nobody, "/p", 0, data, &length, &stat), ZOK);
  ok("digest");
}

static void ip(zhandle_t *zh) {
  struct ACL local[] = {{ZOO_PERM_READ, {"ip", "127.0.0.1"}}, {ZOO_PERM_WRITE, {"ip", "10.0.0.0/8"}}};
  struct ACL_vector acl = {2, local};
  struct ACL bad[] = {{ZOO_PERM_ALL, {"nonsense", "x"}}};
  struct ACL_vector nonsense = {1, bad};
  char data[16];
  int length = sizeof data;
  EXPECT(zoo_create(zh, "/ip", "1", 1, &acl, 0, NULL, 0), ZOK);
  EXPECT(zoo_get(zh, "/ip", 0, data, &length, &stat), ZOK);
  EXPECT(zoo_set(zh, "/ip", "", 0, -1), ZNOAUTH);
  EXPECT(zoo_create(zh, "/bad", "", 0, &nonsense, 0, NULL, 0), ZINVALIDACL);
  ok("ip; what is no ACL is refused");
}

int main(int argc, char **argv) {
  events_t events, others;
  answer_init(&answer);
  zhandle_t *alice = open_client(argv[1], &events, RESTART_TIMEOUT_MS, NULL);
  zhandle_t *nobody = open_client(argv[1], &others, RESTART_TIMEOUT_MS, NULL);
  digest(alice, nobody);
  ip(nobody);
  EXPECT(zookeeper_close(nobody), ZOK);
  ask("restart");
  wait_connected(&events, 2);
  EXPECT(zoo_set(alice, "/p", "2", 1, -1), ZOK);
  EXPECT(zookeeper_close(alice), ZOK);
  ok("auth is given again after a restart");
  return finished();
}
