#include "interop.h"
#include <time.h>

void ok(const char *step) {
  printf("ok %s\n", step);
  fflush(stdout);
}

int finished(void) {
  puts("finished");
  return 0;
}

void ask(const char *wish) {
  char line[16];
  printf("@%s\n", wish);
  fflush(stdout);
  CHECK(fgets(line, sizeof line, stdin) != NULL);
  CHECK(strcmp(line, "done\n") == 0);
}

static struct timespec deadline(void) {
  struct timespec when;
  clock_gettime(CLOCK_REALTIME, &when);
  when.tv_sec += WAIT_SECONDS;
  return when;
}

#define WAIT_FOR(holder, condition) \
  do { \
    struct timespec until_ = deadline(); \
    while (!(condition)) CHECK(pthread_cond_timedwait(&(holder)->changed, &(holder)->lock, &until_) == 0); \
  } while (0)

void events_init(events_t *events) {
  memset(events, 0, sizeof *events);
  pthread_mutex_init(&events->lock, NULL);
  pthread_cond_init(&events->changed, NULL);
}

void note_event(zhandle_t *zh, int type, int state, const char *path, void *context) {
  events_t *events = context;
  pthread_mutex_lock(&events->lock);
  if (type == ZOO_SESSION_EVENT) {
    events->state = state;
    events->connects += state == ZOO_CONNECTED_STATE;
    events->expired += state == ZOO_EXPIRED_SESSION_STATE;
  } else {
    CHECK(events->count < 64);
    events->types[events->count] = type;
    snprintf(events->paths[events->count++], 128, "%s", path);
  }
  pthread_cond_broadcast(&events->changed);
  pthread_mutex_unlock(&events->lock);
}

void expect_event(events_t *events, int type, const char *path) {
  pthread_mutex_lock(&events->lock);
  WAIT_FOR(events, events->count > events->taken);
  int seen = events->taken++;
  if (events->types[seen] != type || strcmp(events->paths[seen], path) != 0)
    fprintf(stderr, "expected event %d of %s, got %d of %s\n", type, path, events->types[seen], events->paths[seen]);
  CHECK(events->types[seen] == type);
  CHECK(strcmp(events->paths[seen], path) == 0);
  pthread_mutex_unlock(&events->lock);
}

void expect_no_event(events_t *events) {
  pthread_mutex_lock(&events->lock);
  CHECK(events->count == events->taken);
  pthread_mutex_unlock(&events->lock);
}

void wait_connected(events_t *events, int connects) {
  pthread_mutex_lock(&events->lock);
  WAIT_FOR(events, events->connects >= connects && events->state == ZOO_CONNECTED_STATE);
  pthread_mutex_unlock(&events->lock);
}

void wait_expired(events_t *events) {
  pthread_mutex_lock(&events->lock);
  WAIT_FOR(events, events->expired > 0);
  pthread_mutex_unlock(&events->lock);
}

zhandle_t *open_client(const char *host, events_t *events, int timeout_ms, const clientid_t *id) {
  zoo_set_debug_level(ZOO_LOG_LEVEL_ERROR);
  events_init(events);
  zhandle_t *zh = zookeeper_init(host, note_event, timeout_ms, id, events, 0);
  CHECK(zh != NULL);
  wait_connected(events, 1);
  return zh;
}

void answer_init(answer_t *answer) {
  memset(answer, 0, sizeof *answer);
  pthread_mutex_init(&answer->lock, NULL);
  pthread_cond_init(&answer->changed, NULL);
}

void answer_set(answer_t *answer, int rc, const char *text, int length, int count, const struct Stat *stat) {
  pthread_mutex_lock(&answer->lock);
  answer->rc = rc;
  answer->count = count;
  answer->length = length;
  answer->text[0] = 0;
  if (text != NULL) snprintf(answer->text, sizeof answer->text, "%.*s", length, text);
  if (stat != NULL) answer->stat = *stat;
  answer->done = 1;
  pthread_cond_broadcast(&answer->changed);
  pthread_mutex_unlock(&answer->lock);
}

void await(answer_t *answer, int rc) {
  pthread_mutex_lock(&answer->lock);
  WAIT_FOR(answer, answer->done);
  answer->done = 0;
  int got = answer->rc;
  pthread_mutex_unlock(&answer->lock);
  EXPECT(got, rc);
}
