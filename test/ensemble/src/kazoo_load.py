"""Writes of kazoo clients while servers die: `kazoo_load.py HOSTS SECONDS CLIENTS`. Prints one line of JSON; what is lost or doubled must be empty."""
import json
import sys
import threading
import time

from kazoo.client import KazooClient
from kazoo.exceptions import KazooException
from kazoo.handlers.threading import KazooTimeoutError

HOSTS, SECONDS, CLIENTS = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
END = time.time() + SECONDS


class Writer(threading.Thread):
    """Makes sequential znodes, each with its own data, one after the other; remembers which were answered."""

    def __init__(self, number):
        super().__init__()
        self.number = number
        self.answered = []
        self.unknown = []
        self.states = []
        self.client = KazooClient(hosts=HOSTS, timeout=15.0, randomize_hosts=True)
        self.client.add_listener(lambda state: self.states.append(state))

    def run(self):
        self.client.start(timeout=60)
        self.client.ensure_path('/kazoo')
        turn = 0
        while time.time() < END:
            turn += 1
            data = f'{self.number}-{turn}'
            try:
                self.client.create('/kazoo/n-', data.encode(), sequence=True)
                self.answered.append(data)
            except (KazooException, KazooTimeoutError, OSError):
                self.unknown.append(data)
                time.sleep(0.05)


def main():
    writers = [Writer(number) for number in range(CLIENTS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    reader = writers[0].client
    reader.sync('/kazoo')
    found = {}
    for name in reader.get_children('/kazoo'):
        data = reader.get('/kazoo/' + name)[0].decode()
        found[data] = found.get(data, 0) + 1
    answered = [data for writer in writers for data in writer.answered]
    print(json.dumps({
        'answered': len(answered),
        'unknown': sum(len(writer.unknown) for writer in writers),
        'lost': [data for data in answered if data not in found],
        'doubled': [data for data, count in found.items() if count > 1],
        'expired': sum(1 for writer in writers for state in writer.states if state == 'LOST'),
    }))
    for writer in writers:
        writer.client.stop()


main()
