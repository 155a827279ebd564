/* Every asynchronous call of the C client, many of them in flight at once. */
#include "interop.h"

#define IN_FLIGHT 500

static answer_t answer;

static void on_void(int rc, const void *data) { answer_set((answer_t *)data, rc, NULL, 0, 0, NULL); }

static void on_string(int rc, const char *text, const void *data) {
  answer_set((answer_t *)data, rc, text, text ? (int)strlen(text) : 0, 0, NULL);
}

static void on_string_stat(int rc, const char *text, const struct Stat *stat, const void *data) {
  answer_set((answer_t *)data, rc, text, text ? (int)strlen(text) : 0, 0, stat);
}

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

static void on_acl(int rc, struct ACL_vector *acl, struct Stat *stat, const void *data) {
  answer_set((answer_t *)data, rc, NULL, 0, acl ? acl->count : 0, stat);
}

static void writes(zhandle_t *zh) {
  EXPECT(zoo_acreate(zh, "/a", "1", 1, &ZOO_OPEN_ACL_UNSAFE, 0, on_string, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(strcmp(answer.text, "/a") == 0);
  EXPECT(zoo_acreate2(zh, "/a/s-", "22", 2, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_SEQUENTIAL, on_string_stat, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(strcmp(answer.text, "/a/s-0000000000") == 0 && answer.stat.dataLength == 2);
  EXPECT(zoo_acreate_ttl(zh, "/t", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_WITH_TTL, 60000, on_string, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_acreate2_ttl(zh, "/t2", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_WITH_TTL, 60000, on_string_stat, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_aset(zh, "/a", "three", 5, 0, on_stat, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(answer.stat.version == 1 && answer.stat.dataLength == 5);
  EXPECT(zoo_aset(zh, "/a", "", 0, 0, on_stat, &answer), ZOK);
  await(&answer, ZBADVERSION);
  EXPECT(zoo_aset_acl(zh, "/a", 0, &ZOO_OPEN_ACL_UNSAFE, on_void, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_adelete(zh, "/t2", -1, on_void, &answer), ZOK);
  await(&answer, ZOK);
  ok("writes");
}

static void reads(zhandle_t *zh) {
  EXPECT(zoo_aget(zh, "/a", 0, on_data, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(strcmp(answer.text, "three") == 0 && answer.stat.version == 1);
  EXPECT(zoo_aexists(zh, "/none", 0, on_stat, &answer), ZOK);
  await(&answer, ZNONODE);
  EXPECT(zoo_aexists(zh, "/a", 0, on_stat, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(answer.stat.aversion == 1);
  EXPECT(zoo_aget_children(zh, "/a", 0, on_strings, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(answer.count == 1);
  EXPECT(zoo_aget_children2(zh, "/a", 0, on_strings_stat, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(answer.count == 1 && answer.stat.cversion == 1);
  EXPECT(zoo_aget_acl(zh, "/a", on_acl, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(answer.count == 1);
  EXPECT(zoo_async(zh, "/a", on_string, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_agetconfig(zh, 0, on_data, &answer), ZOK);
  await(&answer, ZOK);
  EXPECT(zoo_areconfig(zh, NULL, "9", NULL, -1, on_data, &answer), ZOK);
  await(&answer, ZRECONFIGDISABLED);
  ok("reads, sync, reconfig where it is off");
}

static void multi(zhandle_t *zh) {
  zoo_op_t ops[3];
  zoo_op_result_t results[3];
  char created[64];
  zoo_create_op_init(&ops[0], "/m-", "1", 1, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL_SEQUENTIAL, created, sizeof created);
  zoo_check_op_init(&ops[1], "/a", 1);
  zoo_delete_op_init(&ops[2], "/t", -1);
  EXPECT(zoo_amulti(zh, 3, ops, results, on_void, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(strncmp(created, "/m-0000", 7) == 0);
  EXPECT(zoo_amulti(zh, 3, ops, results, on_void, &answer), ZOK);
  await(&answer, ZNONODE);
  CHECK(results[0].err == ZOK && results[1].err == ZOK && results[2].err == ZNONODE);
  ok("amulti");
}

static answer_t creates[IN_FLIGHT];

/* Answers come in the order of the calls, and a read sees the writes before it. */
static void in_flight(zhandle_t *zh) {
  char expected[64];
  for (int i = 0; i < IN_FLIGHT; i++) {
    answer_init(&creates[i]);
    EXPECT(zoo_acreate(zh, "/a/q-", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_SEQUENTIAL, on_string, &creates[i]), ZOK);
  }
  EXPECT(zoo_aget_children2(zh, "/a", 0, on_strings_stat, &answer), ZOK);
  await(&answer, ZOK);
  CHECK(answer.count == IN_FLIGHT + 1 && answer.stat.numChildren == IN_FLIGHT + 1);
  for (int i = 0; i < IN_FLIGHT; i++) {
    CHECK(creates[i].done);
    await(&creates[i], ZOK);
    snprintf(expected, sizeof expected, "/a/q-%010d", i + 1);
    CHECK(strcmp(creates[i].text, expected) == 0);
  }
  ok("500 in flight, answered in order");
}

int main(int argc, char **argv) {
  events_t events;
  answer_init(&answer);
  zhandle_t *zh = open_client(argv[1], &events, 10000, NULL);
  writes(zh);
  reads(zh);
  multi(zh);
  in_flight(zh);
  EXPECT(zookeeper_close(zh), ZOK);
  return finished();
}
