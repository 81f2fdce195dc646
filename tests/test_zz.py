from tests.security.test_roles import matrix, SNAPSHOT
def test_w(api):
    SNAPSHOT.write_text(matrix(api), encoding="utf-8")
