/* Watches of the C client: every kind, removal, and what they do over a restart of the server. */
#include "interop.h"

static struct Stat stat;

static void create(zhandle_t *zh, const char *path) {
  EXPECT(zoo_create(zh, path, "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, NULL, 0), ZOK);
}

static void kinds(zhandle_t *zh, zhandle_t *other) {
  static events_t seen;
  struct String_vector names;
  char data[16];
  int length = sizeof data;
  events_init(&seen);
  EXPECT(zoo_wexists(zh, "/w", note_event, &seen, &stat), ZNONODE);
  create(other, "/w");
  expect_event(&seen, ZOO_CREATED_EVENT, "/w");
  EXPECT(zoo_wget(zh, "/w", note_event, &seen, data, &length, &stat), ZOK);
  EXPECT(zoo_set(other, "/w", "1", 1, -1), ZOK);
  EXPECT(zoo_set(other, "/w", "2", 1, -1), ZOK);
  expect_event(&seen, ZOO_CHANGED_EVENT, "/w");
  EXPECT(zoo_wget_children(zh, "/w", note_event, &seen, &names), ZOK);
  deallocate_String_vector(&names);
  create(other, "/w/c");
  expect_event(&seen, ZOO_CHILD_EVENT, "/w");
  EXPECT(zoo_delete(other, "/w/c", -1), ZOK);
  EXPECT(zoo_wget_children2(zh, "/w", note_event, &seen, &names, &stat), ZOK);
  deallocate_String_vector(&names);
  EXPECT(zoo_delete(other, "/w", -1), ZOK);
  expect_event(&seen, ZOO_DELETED_EVENT, "/w");
  EXPECT(zoo_exists(zh, "/w", 0, &stat), ZNONODE);
  expect_no_event(&seen);
  ok("exists, data, child; once each");
}

static void on_void(int rc, const void *data) { answer_set((answer_t *)data, rc, NULL, 0, 0, NULL); }

static void on_stat(int rc, const struct Stat *stat, const void *data) { answer_set((answer_t *)data, rc, NULL, 0, 0, stat); }

static void on_data(int rc, const char *text, int length, const struct Stat *stat, const void *data) {
  answer_set((answer_t *)data, rc, text, length, 0, stat);
}

static void on_strings(int rc, const struct String_vector *names, const void *data) {
  answer_set((answer_t *)data, rc, NULL, 0, names ? names->count : 0, NULL);
}

static void on_strings_stat(int rc, const struct String_vector *names, const struct Stat *stat, const void *data) {
  answer_set((answer_t *)data, rc, NULL, 0, names ? names->count : 0, stat);
}

/* The calls that remove are declared with a pointer to a completion, and take the completion itself. */
static void asynchronous(zhandle_t *zh, zhandle_t *other) {
  static events_t seen, config;
  answer_t answer;
  events_init(&seen);
  events_init(&config);
  answer_init(&answer);
  EXPECT(zoo_awexists(zh, "/y", note_event, &seen, on_stat, &answer), ZOK);
  await(&answer, ZNONODE);
  create(other, "/y");
  expect_event(&seen, ZOO_CREATED_EVENT, "/y");
  EXPECT(zoo_awget(zh, "/y", note_event, &seen, on_data, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_set(other, "/y", "1", 1, -1), ZOK);
  expect_event(&seen, ZOO_CHANGED_EVENT, "/y");
  EXPECT(zoo_awget_children(zh, "/y", note_event, &seen, on_strings, &answer), ZOK);
  await(&answer, ZOK);
  create(other, "/y/c");
  expect_event(&seen, ZOO_CHILD_EVENT, "/y");
  EXPECT(zoo_awget_children2(zh, "/y", note_event, &seen, on_strings_stat, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(answer.count == 1);
  EXPECT(zoo_delete(other, "/y/c", -1), ZOK);
  expect_event(&seen, ZOO_CHILD_EVENT, "/y");
  EXPECT(zoo_awgetconfig(zh, note_event, &config, on_data, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_awget(zh, "/y", note_event, &seen, on_data, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_aremove_watches(zh, "/y", ZWATCHTYPE_DATA, note_event, &seen, 0, (void_completion_t *)on_void, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_awexists(zh, "/y", note_event, &seen, on_stat, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_aremove_all_watches(zh, "/y", ZWATCHTYPE_ANY, 0, (void_completion_t *)on_void, &answer), ZOK);
  await(&answer, ZOK);
  ok("the same by asynchronous calls");
}

static void global(zhandle_t *zh, events_t *events, zhandle_t *other) {
  EXPECT(zoo_exists(zh, "/g", 1, &stat), ZNONODE);
  create(other, "/g");
  expect_event(events, ZOO_CREATED_EVENT, "/g");
  ok("the handle's own watcher");
}

static void removal(zhandle_t *zh, zhandle_t *other) {
  static events_t seen;
  events_init(&seen);
  create(other, "/r");
  EXPECT(zoo_wexists(zh, "/r", note_event, &seen, &stat), ZOK);
  EXPECT(zoo_remove_watches(zh, "/r", ZWATCHTYPE_DATA, note_event, &seen, 0), ZOK);
  EXPECT(zoo_remove_watches(zh, "/r", ZWATCHTYPE_DATA, note_event, &seen, 0), ZNOWATCHER);
  EXPECT(zoo_wexists(zh, "/r", note_event, &seen, &stat), ZOK);
  EXPECT(zoo_remove_all_watches(zh, "/r", ZWATCHTYPE_ANY, 0), ZOK);
  EXPECT(zoo_set(other, "/r", "1", 1, -1), ZOK);
  EXPECT(zoo_exists(zh, "/r", 0, &stat), ZOK);
  int event;
  while (seen.taken < seen.count) {
    event = seen.types[seen.taken++];
    CHECK(event != ZOO_CHANGED_EVENT);
  }
  ok("removed watches do not fire");
}

/* The client sets its watches again by itself (setWatches), so what happens later is told. */
static void restart(zhandle_t *zh, events_t *events, zhandle_t *other, events_t *others) {
  static events_t seen;
  struct String_vector names;
  events_init(&seen);
  create(other, "/k");
  create(other, "/l");
  EXPECT(zoo_wexists(zh, "/none", note_event, &seen, &stat), ZNONODE);
  EXPECT(zoo_wexists(zh, "/k", note_event, &seen, &stat), ZOK);
  EXPECT(zoo_wget_children(zh, "/l", note_event, &seen, &names), ZOK);
  deallocate_String_vector(&names);
  ask("restart");
  wait_connected(events, 2);
  wait_connected(others, 2);
  EXPECT(zoo_exists(zh, "/k", 0, &stat), ZOK);
  create(other, "/none");
  expect_event(&seen, ZOO_CREATED_EVENT, "/none");
  EXPECT(zoo_set(other, "/k", "1", 1, -1), ZOK);
  expect_event(&seen, ZOO_CHANGED_EVENT, "/k");
  create(other, "/l/c");
  expect_event(&seen, ZOO_CHILD_EVENT, "/l");
  ok("watches are set again after a restart");
}

int main(int argc, char **argv) {
  events_t events, others;
  zhandle_t *zh = open_client(argv[1], &events, RESTART_TIMEOUT_MS, NULL);
  zhandle_t *other = open_client(argv[1], &others, RESTART_TIMEOUT_MS, NULL);
  kinds(zh, other);
  asynchronous(zh, other);
  global(zh, &events, other);
  removal(zh, other);
  restart(zh, &events, other, &others);
  EXPECT(zookeeper_close(other), ZOK);
  EXPECT(zookeeper_close(zh), ZOK);
  return finished();
}
