"""Who has signed in to a hosted dashboard, worked out at every run; and the strangers' one page.

Streamlit's cookie says who somebody was when they signed in. Whether that still counts, and what
they may do, is decided here from the list of people and the sign-ins of this server.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st
from itsdangerous import BadData, URLSafeTimedSerializer

from cwsw.access import AuditEvent, SignInStanding, User
from cwsw.ui.auth import hosted_settings
from cwsw.ui.auth.cookies import Pair, one_value_each
from cwsw.ui.state.audit_store import add
from cwsw.ui.streamlit_internals import (
    USER_COOKIE_NAME,
    get_cookie_secret,
    get_cookie_with_chunks,
)
from cwsw.ui.wording import text

_OWNER = "signed_in_as"


@dataclass(frozen=True)
class SignIn:
    """What a browser shows: the key of its sign-in, since when, and a verified address or ''."""

    key: str
    since: datetime
    email: str


def read_cookies(cookies: Mapping[str, str]) -> SignIn | None:
    """The sign-in that these cookies show; None for none, a forged or an over-old one."""
    signed = cookies.get(USER_COOKIE_NAME)
    if not signed:
        return None
    longest = int(hosted_settings.settings().longest.total_seconds())
    try:
        since = _read_signed(signed, USER_COOKIE_NAME, longest)[1]
        payload = get_cookie_with_chunks(
            lambda name: _read_signed(cookies[name], name, longest)[0].encode(), USER_COOKIE_NAME
        )
        claims = json.loads(payload or b"")
    except (BadData, KeyError, ValueError):
        return None
    if not isinstance(claims, dict) or payload is None or claims.get("is_logged_in") is not True:
        return None
    # A digest: this key is stored and compared, and cannot be turned back into a cookie.
    return SignIn(hashlib.sha256(payload).hexdigest(), since, verified_email(claims))


def sign_ins_in(pairs: Iterable[Pair]) -> tuple[tuple[SignIn, Mapping[str, str]], ...]:
    """Every sign-in that these cookies show, each with the cookies that show it.

    There is more than one where the same name was sent with several values.
    """
    pairs = tuple(pairs)
    other_cookies = one_value_each(pairs, is_signed)
    values = dict.fromkeys(value for name, value in pairs if name == USER_COOKIE_NAME)
    candidates = ({**other_cookies, USER_COOKIE_NAME: value} for value in values)
    return tuple(
        (sign_in, sent) for sent in candidates if (sign_in := read_cookies(sent)) is not None
    )


def is_signed(name: str, value: str) -> bool:
    """Whether this server signed a value for a cookie of this name."""
    try:
        _read_signed(value, name, None)
    except BadData:
        return False
    return True


def _read_signed(signed: str, name: str, longest: int | None) -> tuple[str, datetime]:
    """What a cookie says and when it was signed. Raises BadData where the signature is wrong."""
    opener = URLSafeTimedSerializer(get_cookie_secret(), salt=name)
    content, since = opener.loads(signed, max_age=longest, return_timestamp=True)
    return str(content), since


def verified_email(claims: Mapping[str, object]) -> str:
    """The address in what the provider says of somebody; '' where it says it is not verified."""
    email, verified = claims.get("email"), claims.get("email_verified", True)
    # Some providers send the word in place of the truth value.
    is_verified = verified is True or verified == "true"
    return email if isinstance(email, str) and is_verified else ""


def listed_user(sign_in: SignIn | None) -> User | None:
    """The user on the list of people for a sign-in; None for strangers and an unusable list."""
    try:
        return (
            hosted_settings.directory().user_at(sign_in.email)
            if sign_in and sign_in.email
            else None
        )
    except hosted_settings.NotSetUpError:
        return None


def signed_in_user() -> User | None:
    """The user of this visit, this moment counting as use; None where nobody has signed in.

    Empties the session where somebody else, or another sign-in, used it before.
    """
    try:
        hosted_settings.directory()
        sign_in = read_cookies(cookies()) if st.user.is_logged_in else None
    except hosted_settings.NotSetUpError:
        sign_in = None
    user = use_sign_in(sign_in) if sign_in is not None else None
    owner = (sign_in.key, user) if sign_in is not None and user is not None else None
    # Streamlit resumes a tab's session for whoever comes back with the same claims. That may be a
    # new sign-in, or a person whose role or school in the list is another one by now: nothing that
    # the former one loaded or chose may be theirs.
    if st.session_state.get(_OWNER, owner) != owner:
        st.session_state.clear()
    st.session_state[_OWNER] = owner
    return user


def present_user(sign_in: SignIn) -> User | None:
    """The user of a sign-in that is still valid; asking does not prolong it."""
    user = listed_user(sign_in)
    is_present = user is not None and hosted_settings.sign_ins().is_valid(
        sign_in.key, sign_in.since, user
    )
    return user if is_present else None


def user_check() -> Callable[[], User | None]:
    """A function that says later, outside this visitor's run, who they are by then."""
    # Read now: outside a run there is no browser whose cookies could be asked for.
    sign_in = read_cookies(cookies())
    return partial(present_user, sign_in) if sign_in is not None else lambda: None


def use_sign_in(sign_in: SignIn) -> User | None:
    """Count this moment as use of a sign-in; its user, or None where the sign-in has ended."""
    user = listed_user(sign_in)
    standing = hosted_settings.sign_ins().use(sign_in.key, sign_in.since, user)
    if user is None or standing is SignInStanding.ENDED:
        return None
    if standing is SignInStanding.NEW:
        _note_beginning(sign_in, user)
    if standing is SignInStanding.EXPIRED:
        add(user, AuditEvent.IDLE)
        return None
    return user


def _note_beginning(sign_in: SignIn, user: User) -> None:
    """Note a sign-in, or end it: nobody is here unseen."""
    try:
        add(user, AuditEvent.SIGNED_IN)
    except OSError:
        hosted_settings.sign_ins().end(sign_in.key, sign_in.since, user)
        raise


def cookies() -> Mapping[str, str]:
    """The cookies with which this visitor's browser connected."""
    return st.context.cookies


def stranger_page() -> None:
    """Show the only page for strangers: to sign in, or a sentence and the button to sign out."""
    if not hosted_settings.is_on():
        st.title(text.HOSTED_TITLE)
        st.write(text.HOSTED)
        return
    st.title(text.TITLE)
    try:
        hosted_settings.directory()
    except hosted_settings.NotSetUpError as amiss:
        st.write(text.HOSTED_AMISS)
        st.write(str(amiss))
        return
    sign_in = read_cookies(cookies()) if st.user.is_logged_in else None
    if sign_in is not None and listed_user(sign_in) is None:
        st.write(text.NOT_LISTED)
        sign_out_button()
        return
    st.write(text.SIGN_IN_MEANS)
    if st.button(text.SIGN_IN, type="primary"):
        st.login()


def sign_out_button() -> None:
    """A button that ends the sign-in, here and in every other tab of the browser."""
    if st.button(text.SIGN_OUT, key="sign_out"):
        st.logout()


def who_line(user: User) -> str:
    """'head@hill.example, headteacher, Hill School' (Markdown)."""
    name = hosted_settings.directory().schools.get(user.school, "")
    return ", ".join(text.plain(part) for part in (user.name, user.role.value, name) if part)
