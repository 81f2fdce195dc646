"""What the operator sets: where people reach Heyi, and how its mail leaves."""

import pytest

from heyi.platform.installation import BadSetting, installation

NAMES = ("HEYI_HOME", "HEYI_PORT", "HEYI_DATABASE_URL", "HEYI_URL", "HEYI_SMTP_URL", "HEYI_MAIL_FROM")


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


class TestTheAddress:
    def test_is_this_machine_when_nobody_says_otherwise(self, unset: pytest.MonkeyPatch) -> None:
        unset.setenv("HEYI_PORT", "8100")
        assert installation().address == "http://localhost:8100"

    def test_is_what_the_operator_says(self, unset: pytest.MonkeyPatch) -> None:
        unset.setenv("HEYI_URL", "https://heyi.example.com/")
        assert installation().address == "https://heyi.example.com"

    @pytest.mark.parametrize(
        "url", ["heyi.example.com", "ftp://heyi.example.com", "https://", "https://a/b", "https://a?b=c"]
    )
    def test_must_be_one(self, unset: pytest.MonkeyPatch, url: str) -> None:
        unset.setenv("HEYI_URL", url)
        with pytest.raises(BadSetting, match="HEYI_URL must look like"):
            installation()


class TestMail:
    def test_is_written_into_the_home_folder_when_no_server_is_named(self, unset: pytest.MonkeyPatch) -> None:
        place = installation()
        assert (place.smtp_url, place.mail_sender) == (None, "")

    def test_leaves_by_the_server_that_is_named(self, unset: pytest.MonkeyPatch) -> None:
        unset.setenv("HEYI_SMTP_URL", "smtps://heyi:geheim@mail.example.com")
        unset.setenv("HEYI_MAIL_FROM", "heyi@example.com")
        place = installation()
        assert (place.smtp_url, place.mail_sender) == (
            "smtps://heyi:geheim@mail.example.com",
            "heyi@example.com",
        )

    @pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtp://"])
    def test_needs_a_server_that_can_be_one_and_does_not_repeat_its_password(
        self, unset: pytest.MonkeyPatch, url: str
    ) -> None:
        unset.setenv("HEYI_SMTP_URL", url.replace("mail", "heyi:geheim@mail"))
        with pytest.raises(BadSetting, match="HEYI_SMTP_URL must look like") as refused:
            installation()
        assert "geheim" not in str(refused.value)
