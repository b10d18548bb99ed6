"""The people of the simulated tenant: the cast, and as many others as are wanted.

The same people each time: the one at place 17 does not depend on how many come after. A process makes them up once,
for all its tenants; nobody changes them.
"""

import random
import unicodedata
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.sim.cast import CAST, TENANT_DOMAIN, Player

SEED = 20190513
DISABLED = 0.04
GUESTS = 0.03
PARTNER = "fabrikam.com"

_GIVEN = (  # noqa: SIM905  a list of names reads better so
    "Aaliyah Adebayo Agnieszka Aiko Alejandro Amara Amélie Anders Anjali Antónia Arjun Aylin Beatriz Björn Camila "
    "Chiamaka Chloé Daan Dáša Diego Dmitri Eilidh Elif Emre Fatima Femke Finn Giulia Håkon Hana Hugo Ines Ingrid "
    "Ivana Jakub Jasper Joaquín Kenji Khadija Kofi Lars Leila Lucía Łukasz Mads Mariana Mateo Mei Milan Naledi Nikolai "
    "Niamh Noor Olga Oluwaseun Pablo Petra Priya Rafael Ravi Rosa Saoirse Selma Siddharth Søren Sofia Tariq Thandiwe "
    "Théo Tomáš Ugo Valentina Wei Willem Ximena Yara Yuki Zeynep Zoë Zuzana"
).split()
_FAMILY = (  # noqa: SIM905  a list of names reads better so
    "Abebe Acheampong Aguilar Ahmadi Andersen Baptiste Barros Bergström Bianchi Brânză Castillo Çelik Chatterjee Chen "
    "Costa Dąbrowski Demir Diallo Dubois Eriksson Farouk Fernández Fischer Fontaine Gallagher García Grønli Gupta "
    "Haddad Hansen Hernández Horváth Ibrahim Ivanov Jankowska Jansen Jiménez Kamara Kaya Kim Kováč Kowalczyk Kruger "
    "Laurent Lehtonen Lindgren Lopes Mäkinen Marino Mbeki Mendes Moreau Müller Murphy Nakamura Ndlovu Nguyen Novák "
    "Núñez O'Brien Okonkwo Olsen Öztürk Park Pereira Petrov Popescu Rahman Ramos Rossi Saito Schneider Sharma Silva "
    "Škoda Sørensen Suzuki Takahashi Tembo Tkachenko Tran Vandenberg Vasquez Virtanen Weiß Wójcik Yamamoto Yılmaz Zhang"
).split()
# Letters that Unicode does not take apart into a plain one and its mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "đ": "d", "'": "", " ": ""})


@cache
def seed_people(users: int) -> tuple[Mapping[str, Any], ...]:
    """Return *users* people as Graph's properties, the cast first; never fewer than the cast."""
    rng = random.Random(SEED)  # noqa: S311  a population, not a secret
    people = [_describe_player(place, player) for place, player in enumerate(CAST, start=1)]
    names: dict[str, int] = {}
    people += [_invent(place, rng, names) for place in range(len(CAST) + 1, users + 1)]
    return tuple(people)


def _describe_player(place: int, player: Player) -> dict[str, Any]:
    mail = f"{player.key}@{PARTNER}" if player.is_guest else player.upn
    return _describe(place, player.object_id, player.name, upn=player.upn, mail=mail, is_guest=player.is_guest)


def _invent(place: int, rng: random.Random, names: dict[str, int]) -> dict[str, Any]:
    """Make up one person. *names* counts who has which mail name, for a second namesake gets a number."""
    id_ = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    given, family = rng.choice(_GIVEN), rng.choice(_FAMILY)
    is_guest, is_enabled = rng.random() < GUESTS, rng.random() >= DISABLED
    name = f"{_spell_plainly(given)}.{_spell_plainly(family)}"
    names[name] = names.get(name, 0) + 1
    name += str(names[name]) if names[name] > 1 else ""
    mail = f"{name}@{PARTNER if is_guest else TENANT_DOMAIN}"
    upn = f"{mail.replace('@', '_')}#EXT#@{TENANT_DOMAIN}" if is_guest else mail
    person = _describe(place, id_, f"{given} {family}", upn=upn, mail=mail, is_guest=is_guest)
    return {**person, "accountEnabled": is_enabled}


def _describe(place: int, id_: str, name: str, *, upn: str, mail: str, is_guest: bool) -> dict[str, Any]:
    return {
        "@odata.type": "#microsoft.graph.user",
        "id": id_,
        "displayName": name,
        "userPrincipalName": upn,
        "mail": mail,
        "accountEnabled": True,
        "userType": "Guest" if is_guest else "Member",
        "employeeId": f"E{place:06}",
    }


def _spell_plainly(name: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    return taken_apart.encode("ascii", "ignore").decode()
