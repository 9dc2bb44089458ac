#!/usr/bin/env python3
"""The demonstration department holds together and names nobody real. A file that refers to a person who is not
there would end ./run demo before anybody has seen a window."""
import csv
import pathlib
import sys

folder = pathlib.Path(sys.argv[1]) / "data" / "demo"
SHAPES = {
    "units": ["unit", "name", "sort"],
    "people": ["person", "name", "unit", "mobile", "office_phone", "extra_units"],
    "posts": ["person", "post", "unit"],
    "charges": ["leader", "unit"],
    "seals": ["seal", "kind", "name", "place", "hours"],
    "keepers": ["seal", "person", "role"],
    "accounts": ["account", "person"],
    "companies": ["company", "name", "unit"],
    "materials": ["name", "reason", "kind", "seal", "copies", "major", "unit"],
}
POSTS = {"section_head", "leader", "chief", "dept_head", "organiser", "office_director"}
PAPERS = {"letter", "certificate", "introduction", "table", "minutes", "notice", "form"}
FORBIDDEN = ["李帅", "张睿芯", "东北师范", "nenu"]


def read(name):
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        rows = list(reader)
    return reader.fieldnames, rows


def check_shapes(data):
    for name, (fields, rows) in data.items():
        assert fields == SHAPES[name], f"{name}: columns {fields}"
        for number, row in enumerate(rows, 2):
            assert None not in row and None not in row.values(), f"{name}:{number}: number of columns"


def check_references(data):
    units = [row["unit"] for row in data["units"][1]]
    people = {row["person"]: row for row in data["people"][1]}
    seals = [row["seal"] for row in data["seals"][1]]
    assert len(units) == len(set(units)) == 12
    assert len(people) == len(data["people"][1]) == 60
    companies = data["companies"][1]
    assert len({row["company"] for row in companies}) == len({row["name"] for row in companies}) == 5
    assert all(row["unit"] for row in companies)
    for name, (_, rows) in data.items():
        for number, row in enumerate(rows, 2):
            where = f"{name}:{number}"
            for column in ("person", "leader"):
                assert row.get(column, "H0001") in people, f"{where}: no person {row.get(column)}"
            assert row.get("unit", "") in units + [""], f"{where}: no unit {row.get('unit')}"
            assert row.get("seal", seals[0]) in seals, f"{where}: no seal {row.get('seal')}"
            for extra in filter(None, row.get("extra_units", "").split(";")):
                assert extra in units and extra != row["unit"], f"{where}: extra unit {extra}"


def check_posts(data):
    posts = {(row["person"], row["post"], row["unit"]) for row in data["posts"][1]}
    people = {row["person"]: row for row in data["people"][1]}
    holders = lambda post: {person for person, held, _ in posts if held == post}
    assert {post for _, post, _ in posts} == POSTS
    for unit in (row["unit"] for row in data["units"][1]):
        heads = [person for person, post, where in posts if post == "section_head" and where == unit]
        assert len(heads) == 1 and people[heads[0]]["unit"] == unit, f"{unit}: heads {heads}"
        in_charge = [row["leader"] for row in data["charges"][1] if row["unit"] == unit]
        assert len(in_charge) == 1 and in_charge[0] in holders("leader"), f"{unit}: in charge {in_charge}"
    assert len(holders("chief")) == 2 and len(holders("leader")) == 3
    assert holders("dept_head") < holders("chief")
    keepers = {}
    for row in data["keepers"][1]:
        assert row["role"] in ("keeper", "deputy")
        if row["role"] == "keeper":
            keepers.setdefault(row["seal"], set()).add(row["person"])
    kinds = {row["kind"]: row["seal"] for row in data["seals"][1]}
    assert set(kinds) == {"party", "admin", "name", "other"}
    # R06 to R08: who keeps what is no free choice.
    assert keepers[kinds["party"]] == holders("organiser")
    assert keepers[kinds["name"]] == holders("office_director")
    assert all(people[person]["unit"] == "office" for person in keepers[kinds["admin"]])


def check_people(data):
    mobiles = [row["mobile"] for row in data["people"][1]]
    names = [row["name"] for row in data["people"][1]]
    accounts = [row["account"] for row in data["accounts"][1]]
    assert all(len(mobile) == 11 and mobile.startswith("1990000") for mobile in mobiles)
    assert len(set(mobiles)) == len(mobiles) and len(set(accounts)) == len(accounts)
    assert {row["person"] for row in data["accounts"][1]} == {row["person"] for row in data["people"][1]}
    assert len(names) - len(set(names)) == 1, "one name is borne by two"
    for rare in "䶮㛃𠮷·单仇曾":
        assert any(rare in name for name in names), f"nobody has {rare} in his name"


def check_invented(data):
    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="utf-8")
        for word in FORBIDDEN:
            assert word not in text, f"{path.name}: {word}"


def check_materials(data):
    rows = data["materials"][1]
    assert len(rows) >= 80
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert "合同" not in row["name"], f"{row['name']}: refused by R10"
        assert 2 <= len(row["name"]) <= 200 and len(row["reason"]) >= 20, row["name"]
        assert row["kind"] in PAPERS and row["unit"] and 1 <= int(row["copies"]) <= 999, row["name"]
        assert row["major"] in ("yes", "no"), row["name"]
    assert {row["kind"] for row in rows} == PAPERS


def main():
    data = {name: read(name) for name in SHAPES}
    checks = [check_shapes, check_references, check_posts, check_people, check_invented, check_materials]
    failed = 0
    print(f"1..{len(checks)}")
    for number, check in enumerate(checks, 1):
        try:
            check(data)
            print(f"ok {number} {check.__name__}")
        except (AssertionError, ValueError, KeyError) as problem:
            failed += 1
            print(f"not ok {number} {check.__name__}: {problem}")
    return 1 if failed else 0


sys.exit(main())
