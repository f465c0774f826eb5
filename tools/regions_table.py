"""The regions of each country by ISO 3166-2, and in which of them a British or Irish town lies.

Britain's readers say counties, which have no codes of their own where several councils share one. So the councils of
England stand under their ceremonial counties, and those of Northern Ireland under it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from peerhub.folding import fold

Row = dict[str, Any]

_COUNTRIES = ("GB", "IE", "US", "CA", "AU", "NZ", "ZA")
_WIDE = frozenset({"country", "province"})
# The ceremonial counties whose councils have other names; the rest are councils of the same name.
_COUNTIES = {
    "Bedfordshire": "Bedford|Central Bedfordshire|Luton",
    "Berkshire": "Bracknell Forest|Reading|Slough|West Berkshire|Windsor and Maidenhead|Wokingham",
    "Buckinghamshire": "Buckinghamshire|Milton Keynes",
    "Cambridgeshire": "Cambridgeshire|Peterborough",
    "Cheshire": "Cheshire East|Cheshire West and Chester|Halton|Warrington",
    "Cornwall": "Cornwall|Isles of Scilly",
    "County Durham": "Durham|Darlington|Hartlepool|Stockton-on-Tees",
    "Derbyshire": "Derbyshire|Derby",
    "Devon": "Devon|Plymouth|Torbay",
    "Dorset": "Dorset|Bournemouth, Christchurch and Poole",
    "East Riding of Yorkshire": "East Riding of Yorkshire|City of Kingston upon Hull",
    "East Sussex": "East Sussex|Brighton and Hove",
    "Essex": "Essex|Southend-on-Sea|Thurrock",
    "Gloucestershire": "Gloucestershire|South Gloucestershire",
    "Greater Manchester": "Bolton|Bury|Manchester|Oldham|Rochdale|Salford|Stockport|Tameside|Trafford|Wigan",
    "Hampshire": "Hampshire|Portsmouth|City of Southampton",
    "Kent": "Kent|Medway",
    "Lancashire": "Lancashire|Blackburn with Darwen|Blackpool",
    "Leicestershire": "Leicestershire|Leicester",
    "Lincolnshire": "Lincolnshire|North East Lincolnshire|North Lincolnshire",
    "Merseyside": "Knowsley|Liverpool|St Helens|Sefton|Wirral",
    "North Yorkshire": "North Yorkshire|York|Middlesbrough|Redcar and Cleveland",
    "Northamptonshire": "North Northamptonshire|West Northamptonshire",
    "Nottinghamshire": "Nottinghamshire|Nottingham",
    "Shropshire": "Shropshire|Telford and Wrekin",
    "Somerset": "Somerset|Bath and North East Somerset|North Somerset",
    "South Yorkshire": "Barnsley|Doncaster|Rotherham|Sheffield",
    "Staffordshire": "Staffordshire|Stoke-on-Trent",
    "Tyne and Wear": "Gateshead|Newcastle upon Tyne|North Tyneside|South Tyneside|Sunderland",
    "West Midlands": "Birmingham|Coventry|Dudley|Sandwell|Solihull|Walsall|Wolverhampton",
    "West Yorkshire": "Bradford|Calderdale|Kirklees|Leeds|Wakefield",
    "Wiltshire": "Wiltshire|Swindon",
    "Bristol": "Bristol", "Cumbria": "Cumbria", "Herefordshire": "Herefordshire", "Hertfordshire": "Hertfordshire",
    "Isle of Wight": "Isle of Wight", "Norfolk": "Norfolk", "Northumberland": "Northumberland",
    "Oxfordshire": "Oxfordshire", "Rutland": "Rutland", "Suffolk": "Suffolk", "Surrey": "Surrey",
    "Warwickshire": "Warwickshire", "West Sussex": "West Sussex", "Worcestershire": "Worcestershire",
}  # fmt: skip
_LONDON, _ULSTER = "London", "Northern Ireland"
# What else people write.
_ALSO = {
    "GB": {
        "Bedfordshire": "Beds", "Berkshire": "Berks", "Buckinghamshire": "Bucks", "Cambridgeshire": "Cambs",
        "County Durham": "Durham", "East Riding of Yorkshire": "East Yorkshire|Hull|Humberside",
        "Gloucestershire": "Glos", "Greater Manchester": "Gtr Manchester", "Hampshire": "Hants",
        "Hertfordshire": "Herts", "Lancashire": "Lancs", "Leicestershire": "Leics", "Lincolnshire": "Lincs",
        _LONDON: "Greater London|City of London", "Northamptonshire": "Northants", "North Yorkshire": "North Yorks",
        "Nottinghamshire": "Notts", "Oxfordshire": "Oxon", "Shropshire": "Salop", "South Yorkshire": "South Yorks",
        "Staffordshire": "Staffs", "Warwickshire": "Warks", "West Yorkshire": "West Yorks", "Wiltshire": "Wilts",
        "Worcestershire": "Worcs",
        _ULSTER: "County Antrim|County Armagh|County Down|County Fermanagh|County Londonderry|County Derry"
        "|County Tyrone",
    },
    "CA": {"Newfoundland and Labrador": "Newfoundland", "Prince Edward Island": "PEI"},
    "US": {"District of Columbia": "Washington DC|Washington, D.C."},
}  # fmt: skip
_SPELT = {"Manawatu-Whanganui": "Manawatū-Whanganui"}
# A town is in the council whose own list has it, or to which all the places round it belong.
_SAME, _ROUND = 0.12, 3


class Regions:
    """The regions of the countries, and the councils by which towns are put into them."""

    def __init__(self, packages: Path) -> None:
        self.lines: list[str] = []
        self._councils: dict[str, list[tuple[str, str, float, float]]] = defaultdict(list)
        for country in _COUNTRIES:
            folder = packages / "countrystatecity_countries/data/by-country" / country
            found: dict[str, list[Row]] = defaultdict(list)
            for state in json.loads((folder / "states.json").read_text(encoding="utf-8")):
                if state["name"] != _ULSTER and country in ("GB", "IE") and state["type"] in _WIDE:
                    self.lines.append(f"{country}\t{state['name']}\t{state['iso3166_2']}\twide")
                elif country != "US" or state["type"] in ("state", "district"):
                    name = _name(country, state)
                    found[name].append(state)
                    self._read(folder, state, name)
            for name, states in sorted(found.items()):
                own = [one for one in states if fold(one["name"]) in fold(name)]
                rest = [one for one in states if one not in own]
                also = [one["iso3166_2"] for one in (*own, *rest)]
                also += [one["name"] for one in states if one["name"] != name]
                also += filter(None, _ALSO.get(country, {}).get(name, "").split("|"))
                self.lines.append(f"{country}\t{name}\t{'|'.join(dict.fromkeys(also))}\t")

    def _read(self, folder: Path, state: Row, name: str) -> None:
        path = next((folder / "states" / one for one in (state["state_code"], f"_{state['state_code']}")
                     if (folder / "states" / one).is_dir()), None)  # fmt: skip
        if folder.name in ("GB", "IE") and path is not None:
            for city in json.loads((path / "cities.json").read_text(encoding="utf-8")):
                row = (fold(city["name"]), name, float(city["latitude"]), float(city["longitude"]))
                self._councils[folder.name].append(row)

    def of_town(self, town: Row, otherwise: str) -> str:
        """Give the county of a town; where the places round it lie in several, what is known `otherwise`."""
        councils = self._councils.get(town["countrycode"])
        if not councils:
            return otherwise
        near = sorted(councils, key=lambda one: _far(town, one))[:12]
        named = fold(town["name"])
        same = [one[1] for one in near if one[0] == named and _far(town, one) < _SAME]
        around = {one[1] for one in near[:_ROUND]}
        return same[0] if same else around.pop() if len(around) == 1 else otherwise


def _name(country: str, state: Row) -> str:
    name = str(state["name"])
    if country == "IE":
        return f"County {name}"
    if country != "GB":
        return _SPELT.get(name, name)
    if state["type"] == "london borough" or name == _LONDON:
        return _LONDON
    if state["type"] == "district" or name == _ULSTER:
        return _ULSTER
    return next((county for county, councils in _COUNTIES.items() if name in councils.split("|")), name)


def _far(town: Row, one: tuple[str, str, float, float]) -> float:
    east = (town["longitude"] - one[3]) * cos(radians(one[2]))
    return hypot(town["latitude"] - one[2], east)
