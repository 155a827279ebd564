/* Every synchronous call of the C client. */
#include "interop.h"

static char path[256], data[1 << 20];
static struct Stat stat;

static void create(zhandle_t *zh) {
  EXPECT(zoo_create(zh, "/a", "one", 3, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT, path, sizeof path), ZOK);
  CHECK(strcmp(path, "/a") == 0);
  EXPECT(zoo_create(zh, "/a", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path), ZNODEEXISTS);
  EXPECT(zoo_create(zh, "/x/y", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path), ZNONODE);
  EXPECT(zoo_create(zh, "/a/s-", NULL, -1, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_SEQUENTIAL, path, sizeof path), ZOK);
  CHECK(strcmp(path, "/a/s-0000000000") == 0);
  EXPECT(zoo_create2(zh, "/a/e", "12", 2, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL, path, sizeof path, &stat), ZOK);
  CHECK(stat.ephemeralOwner == zoo_client_id(zh)->client_id && stat.dataLength == 2 && stat.czxid == stat.mzxid);
  EXPECT(zoo_create(zh, "/a/e/c", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path), ZNOCHILDRENFOREPHEMERALS);
  EXPECT(zoo_create2(zh, "/a/es-", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL_SEQUENTIAL, path, sizeof path, &stat), ZOK);
  CHECK(strcmp(path, "/a/es-0000000002") == 0);
  ok("create, create2");
}

static void extended(zhandle_t *zh) {
  EXPECT(zoo_create(zh, "/container", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_CONTAINER, path, sizeof path), ZOK);
  EXPECT(zoo_create2(zh, "/container/c", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_CONTAINER, path, sizeof path, &stat), ZOK);
  EXPECT(zoo_create_ttl(zh, "/ttl", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_WITH_TTL, 300, path, sizeof path), ZOK);
  EXPECT(zoo_create2_ttl(zh, "/ttl-", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_SEQUENTIAL_WITH_TTL, 60000, path, sizeof path, &stat), ZOK);
  CHECK(strncmp(path, "/ttl-00000", 10) == 0);
  EXPECT(zoo_delete(zh, "/container/c", -1), ZOK);
  static events_t gone;
  events_init(&gone);
  if (zoo_wexists(zh, "/container", note_event, &gone, &stat) == ZOK) expect_event(&gone, ZOO_DELETED_EVENT, "/container");
  if (zoo_wexists(zh, "/ttl", note_event, &gone, &stat) == ZOK) expect_event(&gone, ZOO_DELETED_EVENT, "/ttl");
  EXPECT(zoo_exists(zh, path, 0, &stat), ZOK);
  ok("containers and TTL nodes, and their end");
}

static void read_and_write(zhandle_t *zh) {
  int length = sizeof data;
  EXPECT(zoo_get(zh, "/a", 0, data, &length, &stat), ZOK);
  CHECK(length == 3 && memcmp(data, "one", 3) == 0 && stat.numChildren == 3 && stat.version == 0 && stat.cversion == 3);
  length = sizeof data;
  EXPECT(zoo_get(zh, "/a/s-0000000000", 0, data, &length, &stat), ZOK);
  CHECK(length == -1);
  EXPECT(zoo_set(zh, "/a", "two", 3, 0), ZOK);
  EXPECT(zoo_set(zh, "/a", "two", 3, 0), ZBADVERSION);
  EXPECT(zoo_set2(zh, "/a", "three", 5, -1, &stat), ZOK);
  CHECK(stat.version == 2 && stat.dataLength == 5);
  EXPECT(zoo_set2(zh, "/none", "", 0, -1, &stat), ZNONODE);
  EXPECT(zoo_exists(zh, "/none", 0, &stat), ZNONODE);
  struct String_vector names;
  EXPECT(zoo_get_children(zh, "/a", 0, &names), ZOK);
  CHECK(names.count == 3);
  deallocate_String_vector(&names);
  EXPECT(zoo_get_children2(zh, "/a", 0, &names, &stat), ZOK);
  CHECK(names.count == 3 && stat.version == 2);
  deallocate_String_vector(&names);
  EXPECT(zoo_get_children(zh, "/none", 0, &names), ZNONODE);
  memset(data, 'x', 1000000);
  EXPECT(zoo_set(zh, "/a", data, 1000000, -1), ZOK);
  memset(data, 0, sizeof data);
  length = sizeof data;
  EXPECT(zoo_get(zh, "/a", 0, data, &length, NULL), ZOK);
  CHECK(length == 1000000 && data[0] == 'x' && data[999999] == 'x');
  EXPECT(zoo_delete(zh, "/a", -1), ZNOTEMPTY);
  EXPECT(zoo_delete(zh, "/a/e", 5), ZBADVERSION);
  EXPECT(zoo_delete(zh, "/a/e", 0), ZOK);
  EXPECT(zoo_delete(zh, "/a/e", -1), ZNONODE);
  EXPECT(zoo_create(zh, "a", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path), ZBADARGUMENTS);
  ok("get, set, set2, exists, get_children, delete");
}

static void acls(zhandle_t *zh) {
  struct ACL_vector acl;
  EXPECT(zoo_get_acl(zh, "/a", &acl, &stat), ZOK);
  CHECK(acl.count == 1 && acl.data[0].perms == ZOO_PERM_ALL && strcmp(acl.data[0].id.scheme, "world") == 0);
  deallocate_ACL_vector(&acl);
  EXPECT(zoo_set_acl(zh, "/a", 0, &ZOO_READ_ACL_UNSAFE), ZOK);
  EXPECT(zoo_set(zh, "/a", "", 0, -1), ZNOAUTH);
  EXPECT(zoo_get_acl(zh, "/a", &acl, &stat), ZOK);
  CHECK(stat.aversion == 1 && acl.data[0].perms == ZOO_PERM_READ);
  deallocate_ACL_vector(&acl);
  ok("get_acl, set_acl");
}

static void multi(zhandle_t *zh) {
  zoo_op_t ops[4];
  zoo_op_result_t results[4];
  char created[64];
  zoo_create_op_init(&ops[0], "/m", "1", 1, &ZOO_OPEN_ACL_UNSAFE, 0, created, sizeof created);
  zoo_set_op_init(&ops[1], "/m", "22", 2, 0, &stat);
  zoo_check_op_init(&ops[2], "/m", 1);
  zoo_delete_op_init(&ops[3], "/m", 1);
  EXPECT(zoo_multi(zh, 4, ops, results), ZOK);
  CHECK(strcmp(created, "/m") == 0 && stat.version == 1 && stat.dataLength == 2);
  zoo_check_op_init(&ops[1], "/none", -1);
  EXPECT(zoo_multi(zh, 4, ops, results), ZNONODE);
  CHECK(results[0].err == ZOK && results[1].err == ZNONODE);
  CHECK(results[2].err == ZRUNTIMEINCONSISTENCY && results[3].err == ZRUNTIMEINCONSISTENCY);
  EXPECT(zoo_exists(zh, "/m", 0, NULL), ZNONODE);
  ok("multi");
}

static void config(zhandle_t *zh) {
  int length = sizeof data;
  EXPECT(zoo_getconfig(zh, 0, data, &length, &stat), ZOK);
  length = sizeof data;
  EXPECT(zoo_reconfig(zh, NULL, "9", NULL, -1, data, &length, &stat), ZRECONFIGDISABLED);
  ok("getconfig, reconfig where it is off");
}

int main(int argc, char **argv) {
  events_t events;
  zhandle_t *zh = open_client(argv[1], &events, 10000, NULL);
  CHECK(zoo_state(zh) == ZOO_CONNECTED_STATE && zoo_recv_timeout(zh) == 10000);
  create(zh);
  extended(zh);
  read_and_write(zh);
  acls(zh);
  multi(zh);
  config(zh);
  EXPECT(zookeeper_close(zh), ZOK);
  zh = open_client(argv[1], &events, 10000, NULL);
  EXPECT(zoo_exists(zh, "/a/es-0000000002", 0, NULL), ZNONODE);
  ok("ephemeral nodes go with their session");
  char rooted[128];
  snprintf(rooted, sizeof rooted, "%s/a", argv[1]);
  EXPECT(zookeeper_close(zh), ZOK);
  zh = open_client(rooted, &events, 10000, NULL);
  EXPECT(zoo_exists(zh, "/s-0000000000", 0, NULL), ZOK);
  EXPECT(zookeeper_close(zh), ZOK);
  ok("chroot");
  return finished();
}
