#!/bin/bash
set -euo pipefail
pip install --no-cache-dir flask==3.0.3 gunicorn==23.0.0
