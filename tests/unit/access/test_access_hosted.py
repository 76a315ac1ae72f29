"""Who is let in to a hosted dashboard: the list of people, and how long a sign-in holds."""

from datetime import UTC, datetime, timedelta

import pytest

from cwsw.access import ListError, PeopleList, Role, SignIns, SignInStanding, User, read_directory
from tests.support.hosted import people_list

HEAD = User("head@hill.example", Role.HEADTEACHER, "hill")


@pytest.mark.parametrize(
    ("email", "role", "school"),
    [
        ("head@hill.example", Role.HEADTEACHER, "hill"),
        ("HEAD@Hill.Example", Role.HEADTEACHER, "hill"),
        ("dsl@hill.example", Role.DSL, "hill"),
        ("pastoral@hill.example", Role.PASTORAL, "hill"),
        ("chair@dale.example", Role.GOVERNOR, "dale"),
    ],
)
def test_an_address_leads_to_one_role_in_one_school(email, role, school):
    found = read_directory(people_list()).user_at(email)
    assert (found.role, found.school) == (role, school)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "head@hill.example.org",
        "xhead@hill.example",
        "hill",
        " head@hill.example",
        "head@hill.example\n",
        "head\u00a0@hill.example",
        "head\u200b@hill.example",
        "he\u0061\u0301d@hill.example",
        "\uff48ead@hill.example",
        "head@hi\u2113l.example",
        "head@hill.example\x00",
    ],
)
def test_everybody_else_is_nobody(email):
    assert read_directory(people_list()).user_at(email) is None


ONE = '[schools.hill]\nname = "Hill"\n[schools.hill.people]\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "or none"),
        ("schools = 3", "or none"),
        ("[schools]\n", "or none"),
        (ONE + "[more]\nx = 1\n", "something other"),
        (ONE + '"head@hill.example" = ', "no TOML"),
        (ONE + '"head@hill.example" = "admin"', "Person 1 of school 1 needs"),
        (ONE + '"head@hill.example" = 3', "Person 1 of school 1 needs"),
        (ONE + '"head" = "headteacher"', "Person 1 of school 1 needs"),
        (ONE + '"a@b.c" = "dsl"\n"A@B.C" = "governor"', "already"),
        (ONE + '"\u212aate@b.c" = "dsl"', "could be taken for another"),
        (ONE + '"ma\u017fter@b.c" = "dsl"', "could be taken for another"),
        (ONE + '"a\u200b@b.c" = "dsl"', "could be taken for another"),
        (
            ONE + '"a@b.c" = "dsl"\n[schools.dale]\nname = "D"\n[schools.dale.people]\n'
            '"a@B.c" = "governor"',
            "School 2 lists somebody",
        ),
        ('[schools."../x"]\nname = "X"\n[schools."../x".people]\n', "School 1 needs a key"),
        ('[schools.hill]\nname = "Hill"\n', "School 1 needs a name, its people"),
        ("[schools.hill]\nname = 1\n[schools.hill.people]\n", "School 1 needs a name in quotes"),
        (ONE.replace("[schools.hill.p", "extra = 1\n[schools.hill.p"), "and nothing else"),
    ],
)
def test_a_list_that_is_not_wholly_right_lets_nobody_in(content, said):
    with pytest.raises(ListError, match=said) as error:
        read_directory(content)
    assert "head@hill" not in str(error.value)


def test_a_letter_that_only_folds_into_another_is_another_persons():
    found = read_directory(ONE + '"kate@hill.example" = "headteacher"\n"jörg@b.c" = "dsl"')
    assert found.user_at("Kate@Hill.example").role is Role.HEADTEACHER
    assert found.user_at("jörg@B.C").role is Role.DSL
    for email in ("\u212aate@hill.example", "kate@hill.e\u017fample", "JÖRG@b.c", "jo\u0308rg@b.c"):
        assert found.user_at(email) is None


def test_the_list_is_read_again_when_it_changes(tmp_path):
    file = tmp_path / "people.toml"
    kept = PeopleList(file)
    with pytest.raises(ListError, match="cannot be read"):
        kept.now()
    file.write_text(people_list())
    assert kept.now().user_at(HEAD.name) == HEAD
    assert kept.now() is kept.now()
    file.write_text(people_list({"head@hill.example": "governor"}))
    assert kept.now().user_at(HEAD.name).role is Role.GOVERNOR
    file.write_text("[")
    for _ in range(2):
        with pytest.raises(ListError, match="no TOML"):
            kept.now()
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ListError):
        kept.now()
    file.unlink()
    with pytest.raises(ListError, match="cannot be read"):
        kept.now()


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_minutes(self, minutes):
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sign_ins(clock):
    return SignIns(timedelta(minutes=30), timedelta(hours=10), clock(), clock)


def test_a_sign_in_begins_once_and_holds_while_it_is_used(sign_ins, clock):
    since = clock()
    assert sign_ins.may_begin("k", since)
    assert not sign_ins.is_valid("k", since, HEAD)
    assert sign_ins.use("k", since, HEAD) is SignInStanding.NEW
    for _ in range(10):
        clock.pass_minutes(29)
        assert sign_ins.is_valid("k", since, HEAD)
        assert sign_ins.use("k", since, HEAD) is SignInStanding.VALID
    assert not sign_ins.may_begin("k", since)


def test_a_sign_in_left_unused_ends_and_says_so_once(sign_ins, clock):
    since = clock()
    sign_ins.use("k", since, HEAD)
    clock.pass_minutes(31)
    assert not sign_ins.is_valid("k", since, HEAD)
    assert sign_ins.use("k", since, HEAD) is SignInStanding.EXPIRED
    assert sign_ins.use("k", since, HEAD) is SignInStanding.ENDED


def test_looking_is_no_use(sign_ins, clock):
    since = clock()
    sign_ins.use("k", since, HEAD)
    clock.pass_minutes(20)
    assert sign_ins.is_valid("k", since, HEAD)
    clock.pass_minutes(20)
    assert not sign_ins.is_valid("k", since, HEAD)


def test_however_much_it_is_used_a_sign_in_ends(sign_ins, clock):
    since = clock()
    for _ in range(30):
        sign_ins.use("k", since, HEAD)
        clock.pass_minutes(20)
    assert sign_ins.is_valid("k", since, HEAD)
    clock.pass_minutes(20)
    assert not sign_ins.is_valid("k", since, HEAD)


def test_a_restart_signs_everybody_out(clock):
    since = clock()
    clock.pass_minutes(1)
    after = SignIns(timedelta(minutes=30), timedelta(hours=10), clock(), clock)
    assert not after.may_begin("k", since)
    assert after.use("k", since, HEAD) is SignInStanding.ENDED


def test_what_shows_a_sign_in_cannot_be_used_again_after_signing_out(sign_ins, clock):
    since = clock()
    sign_ins.use("k", since, HEAD)
    assert sign_ins.end("k", since, HEAD)
    assert not sign_ins.end("k", since, HEAD)
    assert sign_ins.use("k", since, HEAD) is SignInStanding.ENDED
    assert not sign_ins.may_begin("k", since)
    sign_ins.end("never used", since, HEAD)
    assert sign_ins.use("never used", since, HEAD) is SignInStanding.ENDED


@pytest.mark.parametrize(
    "then",
    [None, User(HEAD.name, Role.GOVERNOR, "hill"), User(HEAD.name, Role.HEADTEACHER, "dale")],
)
def test_another_role_school_or_none_ends_the_sign_in_for_good(sign_ins, clock, then):
    since = clock()
    sign_ins.use("k", since, HEAD)
    assert not sign_ins.is_valid("k", since, then)
    assert sign_ins.use("k", since, then) is SignInStanding.ENDED
    assert sign_ins.use("k", since, HEAD) is SignInStanding.ENDED


def test_somebody_unknown_begins_no_sign_in(sign_ins, clock):
    assert sign_ins.use("k", clock(), None) is SignInStanding.ENDED
    assert sign_ins.use("k", clock(), HEAD) is SignInStanding.NEW


def test_what_is_too_old_anyway_is_forgotten(sign_ins, clock):
    since = clock()
    sign_ins.use("k", since, HEAD)
    sign_ins.end("k", since, HEAD)
    clock.pass_minutes(601)
    sign_ins.use("other", clock(), HEAD)
    assert sign_ins.use("k", since, HEAD) is SignInStanding.ENDED
