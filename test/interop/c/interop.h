#ifndef INTEROP_H
#define INTEROP_H
/* What the C programs of this suite share. */
#include <zookeeper.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAIT_SECONDS 10
/* Long enough for a restart of the server; this client waits a part of it before it tries again. */
#define RESTART_TIMEOUT_MS 6000

/* Ends the program when the condition does not hold: a check must never be passed over. */
#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      exit(1); \
    } \
  } while (0)

/* The same for a return code, with what it was. */
#define EXPECT(call, code) \
  do { \
    int got_ = (call); \
    if (got_ != (code)) { \
      fprintf(stderr, "%s:%d: %s: expected %s, got %s (%d)\n", __FILE__, __LINE__, #call, zerror(code), zerror(got_), got_); \
      exit(1); \
    } \
  } while (0)

/* Reports one step that held. */
void ok(const char *step);
/* The last word of a program: without it the run counts as failed. */
int finished(void);
/* Asks the harness for something about the server and waits until it is done. */
void ask(const char *wish);

/* The watch events that came, session events apart. */
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int count, taken;
  int types[64];
  char paths[64][128];
  int state, connects, expired;
} events_t;

void events_init(events_t *events);
/* The watcher of a handle or of a node; its context is an events_t that lives as long as the handle: session events come to it too. */
void note_event(zhandle_t *zh, int type, int state, const char *path, void *context);
/* Waits for the next event and checks that it is this one. */
void expect_event(events_t *events, int type, const char *path);
/* Checks that no event is waiting. */
void expect_no_event(events_t *events);
/* Waits until the client has been connected `connects` times in all. */
void wait_connected(events_t *events, int connects);
void wait_expired(events_t *events);

/* Opens a handle and waits for its session. */
zhandle_t *open_client(const char *host, events_t *events, int timeout_ms, const clientid_t *id);

/* One asynchronous answer: completions note, `await` waits. */
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int done, rc, count, length;
  char text[256];
  struct Stat stat;
} answer_t;

void answer_init(answer_t *answer);
void answer_set(answer_t *answer, int rc, const char *text, int length, int count, const struct Stat *stat);
/* Waits for the answer, checks its code and makes the record ready for the next. */
void await(answer_t *answer, int rc);
#endif
