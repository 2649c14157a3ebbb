"""Projects with something to fix, for fixed_builds.py: the Python of the image, files, and how they are fixed.

"example" takes the files of resources/examples; "unrecorded" leaves out lines of projects that the snapshot does not
hold; "present" is what apt brings; "variants" are built too, each with one text of the Dockerfile written otherwise; "fixed_only": another entry has it as
written.
"""

import pathlib
import re

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "resources/examples"

PROJECTS = {
    "repeated line": {
        "python": "3.12",
        "files": {
            "Dockerfile": "FROM python:3.12-slim\nWORKDIR /app\nRUN pip install \"numpy>=1.26,<2\"\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n",
            "requirements.txt": "pandas==2.2.3\nnumpy>=1.26,<2\n",
        },
    },
    "two ranges": {
        "python": "3.11",
        "files": {
            "Dockerfile": "FROM python:3.11-slim\nWORKDIR /app\nRUN pip install --no-cache-dir 'numpy<2'\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n",
            "requirements.txt": "scipy==1.12.0\nnumpy>=1.24.0,<1.27\n",
        },
    },
    "switch with an apparent argument": {
        "python": "3.11",
        "files": {
            "Dockerfile": "FROM python:3.11-slim\nRUN pip install --no-cache-dir click==8.1.7 itsdangerous==2.1.2\nRUN pip install --no-cache-dir --ignore-installed click \\\n    flask==3.0.3\n",
        },
    },
    "build lost to the default index": {
        "python": "3.11",
        "files": {
            "Dockerfile": "FROM python:3.11-slim\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cu124\n"
                          "RUN echo 'torch==2.5.1' > /tmp/constraints.txt\nRUN pip install --no-cache-dir --ignore-installed filelock -c /tmp/constraints.txt accelerate==0.34.2\n",
        },
    },
    "numpy 2 under an old opencv": {
        "python": "3.11",
        "fix": ["--all"],
        "files": {
            "Dockerfile": "FROM python:3.11-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n",
            "requirements.txt": "opencv-python-headless==4.9.0.80\nnumpy==2.1.3\n",
        },
    },
    "window and headless opencv": {
        "python": "3.10",
        "fix": ["--all"],
        "files": {
            "Dockerfile": "FROM python:3.10-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n",
            "requirements.txt": "numpy==1.26.4\nopencv-python==4.10.0.84\n",
        },
    },
    "constraints forgotten": {
        "python": "3.12",
        "fix": ["--all"],
        "files": {
            "Dockerfile": "FROM python:3.12-slim\nWORKDIR /app\nCOPY constraints.txt .\nRUN pip install --no-cache-dir -c constraints.txt requests\n"
                          "RUN pip install --no-cache-dir --upgrade requests urllib3\n",
            "constraints.txt": "urllib3==2.2.3\n",
        },
    },
    "torchvision of another release": {
        "python": "3.11",
        "fix": ["--all"],
        "files": {
            "Dockerfile": "FROM python:3.11-slim\nRUN pip install --no-cache-dir --no-deps torch==2.5.1 torchvision==0.19.1 --index-url https://download.pytorch.org/whl/cu124\n",
        },
    },
    "two files, two ranges": {
        "python": "3.12",
        "files": {
            "Dockerfile": "FROM python:3.12-slim\nWORKDIR /app\nCOPY first.txt second.txt ./\nRUN pip install --no-cache-dir -r first.txt\nRUN pip install --no-cache-dir -r second.txt\n",
            "first.txt": "click>=8.1\n",
            "second.txt": "flask==3.0.3\nclick<8.2\n",
        },
    },
    "wrong name": {
        "python": "3.12",
        "fix": ["--all"],
        "files": {
            "Dockerfile": "FROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n",
            "requirements.txt": "sklearn\nnumpy==1.26.4\n",
        },
    },
    "the GPU worker": {
        "python": "3.10",
        "example": "cuda-worker",
        "unrecorded": ["python-magic"],
        "present": {"blinker": "1.4"},
        "variants": {"without the switch": ("--ignore-installed blinker", "blinker")},
    },
    "the GPU worker, fixes for review too": {
        "python": "3.10",
        "example": "cuda-worker",
        "unrecorded": ["python-magic"],
        "present": {"blinker": "1.4"},
        "fixed_only": True,
        "fix": ["--all"],
    },
}


def write(name, folder):
    folder.mkdir(parents=True)
    description = PROJECTS[name]
    for path, text in description.get("files", {}).items():
        (folder / path).write_text(text)
    if "example" in description:
        for path in (EXAMPLES / description["example"]).iterdir():
            lines = path.read_text().splitlines(keepends=True)
            (folder / path.name).write_text("".join(line for line in lines if not is_left_out(line, description.get("unrecorded", []))))


def is_left_out(line, projects):
    return any(re.match(re.escape(project) + r"\b", line) for project in projects)
