"""Every shipped file of facts passes the schema; ids are unique over all files; each source that a fact names is listed,
and each listed source is named. Exit code 77: the validator is not there."""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

folder = pathlib.Path(sys.argv[1])
schema = json.loads((folder / "schema" / "facts.schema.json").read_text())
validator = jsonschema.Draft202012Validator(schema)
troubles = []
ids = {}
files = sorted(folder.glob("*.json"))
for path in files:
    data = json.loads(path.read_text())
    for error in validator.iter_errors(data):
        place = data["facts"][error.absolute_path[1]].get("id") if len(error.absolute_path) > 1 else ""
        best = jsonschema.exceptions.best_match([error])
        troubles.append(f"{path.name}: {place}: {best.message[:300]}")
    named = set()
    for fact in data["facts"]:
        if fact["id"] in ids:
            troubles.append(f"{path.name}: {fact['id']} is also in {ids[fact['id']]}")
        ids[fact["id"]] = path.name
        named.update(fact["source"] if isinstance(fact["source"], list) else [])
    for source in named - set(data.get("sources", {})):
        troubles.append(f"{path.name}: source {source} is not listed")
    for source in set(data.get("sources", {})) - named:
        troubles.append(f"{path.name}: source {source} is not named by any fact")
print("\n".join(troubles))
print(f"{len(ids)} facts in {len(files)} files")
sys.exit(1 if troubles or len(files) < 6 else 0)
