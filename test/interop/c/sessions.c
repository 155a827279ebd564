/* Sessions of the C client: over a restart, taken over by client id, and expired while another client looks on. */
#include "interop.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static struct Stat stat;

static void restart(const char *host) {
  events_t events;
  zhandle_t *zh = open_client(host, &events, RESTART_TIMEOUT_MS, NULL);
  int64_t session = zoo_client_id(zh)->client_id;
  EXPECT(zoo_create(zh, "/alive", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL, NULL, 0), ZOK);
  ask("restart");
  wait_connected(&events, 2);
  ask("crash");
  wait_connected(&events, 3);
  CHECK(zoo_client_id(zh)->client_id == session && events.expired == 0);
  EXPECT(zoo_exists(zh, "/alive", 0, &stat), ZOK);
  CHECK(stat.ephemeralOwner == session);
  EXPECT(zookeeper_close(zh), ZOK);
  ok("the same session after a restart and a crash");
}

/* A client in a process of its own: makes an ephemeral node, writes its id, waits, and says whether it lost its session. */
static void victim(const char *host, int timeout_ms, int out) {
  events_t events;
  zhandle_t *zh = open_client(host, &events, timeout_ms, NULL);
  EXPECT(zoo_create(zh, "/victim", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL, NULL, 0), ZOK);
  CHECK(write(out, zoo_client_id(zh), sizeof(clientid_t)) == sizeof(clientid_t));
  for (;;) {
    pthread_mutex_lock(&events.lock);
    while (!events.expired) pthread_cond_wait(&events.changed, &events.lock);
    pthread_mutex_unlock(&events.lock);
    CHECK(write(out, "expired", 7) == 7);
    _exit(is_unrecoverable(zh) == ZINVALIDSTATE ? 0 : 1);
  }
}

static pid_t start_victim(const char *host, int timeout_ms, clientid_t *id, int *in) {
  int ends[2];
  CHECK(pipe(ends) == 0);
  fflush(stdout);
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) victim(host, timeout_ms, ends[1]);
  close(ends[1]);
  *in = ends[0];
  CHECK(read(*in, id, sizeof *id) == sizeof *id);
  return child;
}

static void take_over(const char *host) {
  clientid_t id;
  int in, status;
  events_t events;
  pid_t child = start_victim(host, RESTART_TIMEOUT_MS, &id, &in);
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  zhandle_t *zh = open_client(host, &events, RESTART_TIMEOUT_MS, &id);
  CHECK(zoo_client_id(zh)->client_id == id.client_id);
  EXPECT(zoo_exists(zh, "/victim", 0, &stat), ZOK);
  CHECK(stat.ephemeralOwner == id.client_id);
  EXPECT(zookeeper_close(zh), ZOK);
  ok("a session goes on at another client by its id");
}

static void expiry(const char *host) {
  clientid_t id;
  int in, status;
  char word[8] = "";
  static events_t events, gone, late;
  pid_t child = start_victim(host, 800, &id, &in);
  zhandle_t *zh = open_client(host, &events, RESTART_TIMEOUT_MS, NULL);
  events_init(&gone);
  EXPECT(zoo_wexists(zh, "/victim", note_event, &gone, &stat), ZOK);
  CHECK(stat.ephemeralOwner == id.client_id);
  kill(child, SIGSTOP);
  expect_event(&gone, ZOO_DELETED_EVENT, "/victim");
  kill(child, SIGCONT);
  CHECK(read(in, word, 7) == 7 && strcmp(word, "expired") == 0);
  CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
  events_init(&late);
  zhandle_t *dead = zookeeper_init(host, note_event, 800, &id, &late, 0);
  wait_expired(&late);
  zookeeper_close(dead);
  EXPECT(zookeeper_close(zh), ZOK);
  ok("a silent client's session expires, and the client learns it");
}

int main(int argc, char **argv) {
  restart(argv[1]);
  take_over(argv[1]);
  expiry(argv[1]);
  return finished();
}
