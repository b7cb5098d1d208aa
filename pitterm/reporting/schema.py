"""The JSON schema of a report, as it stands in docs/report.schema.json."""

import json

from pitterm.reporting.values import Report


def report_schema() -> str:
    """The schema of what `pitterm report --format json` writes."""
    schema = Report.model_json_schema(mode="serialization")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(report_schema(), end="")
