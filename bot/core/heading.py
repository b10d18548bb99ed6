"""The first row of a table, when it says which column names the people.

An object id is better than a UPN, and that is better than a mail address, which may be another person's UPN.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot.core.key import NOISE, read_key


def _split(names: str) -> frozenset[str]:
    return frozenset(names.split())


_IDS = _split(
    "id objectid objectids oid userid userobjectid azureadobjectid azureobjectid entraobjectid entraid aadobjectid "
    "externaldirectoryobjectid memberobjectidorupn memberid objektid objektids objektkennung benutzerid "
    "benutzerobjektid objektbezeichner"
)
_UPNS = _split(
    "userprincipalname userprincipalnames upn upns userprincipal principalname username usernames login loginname "
    "logon logonname signin signinname accountname useraccount benutzerprinzipalname benutzerprinzipalnamen "
    "prinzipalname userprinzipalname benutzername benutzernamen benutzerkonto anmeldename loginid "
    "benutzeranmeldename kontoname"
)
_MAILS = _split(
    "mail mails email emails emailaddress emailaddresses mailaddress mailaddresses primarysmtpaddress smtp "
    "smtpaddress primarysmtp windowsemailaddress useremail useremailaddress workemail workmail businessemail "
    "emailadresse emailadressen mailadresse mailadressen primaeresmtpadresse primäresmtpadresse smtpadresse "
    "geschäftlicheemail geschäftlicheemailadresse"
)
_KINDS = (_IDS, _UPNS, _MAILS)

_BRACKET = re.compile(r"\[(\w+)\]")
_PREAMBLE = re.compile(r"#TYPE\b|version:v\d", re.IGNORECASE)


def find_columns(cells: Sequence[str]) -> tuple[int, ...]:
    """List the columns whose names are known, the best first; none when this is no heading."""
    names = [_fold(cell) for cell in cells]
    found = tuple(column for kind in _KINDS for column, name in enumerate(names) if name in kind)
    return () if any(map(read_key, cells)) else found


def find_twins(cells: Sequence[str], column: int) -> tuple[int, ...]:
    """List the other columns of the same name: nobody knows which of them is meant."""
    name = _fold(cells[column])
    return tuple(other for other, cell in enumerate(cells) if other != column and _fold(cell) == name)


def is_preamble(cells: Sequence[str]) -> bool:
    """Tell whether this stands above a heading: Entra's bulk templates say a version, PowerShell 5 says a type."""
    return bool(_PREAMBLE.match(cells[0].strip(NOISE))) and not any(cell.strip(NOISE) for cell in cells[1:])


def _fold(cell: str) -> str:
    """Return the letters and digits of a column's name; Entra's templates have the real one in brackets."""
    bracket = _BRACKET.search(cell)
    name = unicodedata.normalize("NFKC", bracket[1] if bracket else cell).casefold()
    return "".join(sign for sign in name if sign.isalnum())
