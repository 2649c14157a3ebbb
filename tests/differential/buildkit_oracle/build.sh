#!/bin/sh
# Builds the oracle of ../buildkit_compare.py: build.sh GOPATH OUTPUT
#
# GOPATH/src holds BuildKit and github.com/pkg/errors as Debian 13 packages them (golang-github-docker-docker-dev 26.1.5,
# golang-github-pkg-errors-dev: GOPATH is /usr/share/gocode there). That BuildKit is of early 2024; six things are
# changed to what Pinwheel takes the newer one to do. How sure that is differs:
# - `check` is a directive (Dockerfile reference; not seen in BuildKit's parser);
# - flags are escaped by the file's escape character, not always by a backslash (seen only that ca4838f hands the
#   directives to the reader of flags; older ones take the backslash);
# - blanks may stand between << and the name of a heredoc (heredoc_blanks.txt: blank, tab and carriage return, as a port
#   and a description of it say);
# - ${A:#x} and ${A:%x} are errors (seen in its shell/lex.go; this line came after the last record was made);
# - an exec form followed by other text is no JSON (json.Unmarshal instead of a decoder that stops after the first value);
# - ${A#} and ${A%} with an empty pattern give the value (the older one panics).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
from=$(realpath "$1")
output=$(realpath -m "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dockerfile=github.com/moby/buildkit/frontend/dockerfile
mkdir -p "$work/src/$dockerfile" "$work/src/github.com/moby/buildkit/util" "$work/src/github.com/pkg"
for package in parser shell command; do cp -r "$from/src/$dockerfile/$package" "$work/src/$dockerfile/"; done
cp -r "$from/src/github.com/pkg/errors" "$work/src/github.com/pkg/"
cp -r "$here/stack" "$work/src/github.com/moby/buildkit/util/"
sed -i 's/json\.NewDecoder(strings\.NewReader(rest))\.Decode(&myJSON)/json.Unmarshal([]byte(rest), \&myJSON)/' "$work/src/$dockerfile/parser/line_parsers.go"
sed -i "s/rawEscapes := ch == '#' || ch == '%'/&; if nullIsUnset \&\& rawEscapes { return \"\", errors.Errorf(\"unsupported modifier (%s) in substitution\", chs) }/" "$work/src/$dockerfile/shell/lex.go"
sed -i 's/if word\[0\] == byte(ch)/if len(word) > 0 \&\& word[0] == byte(ch)/' "$work/src/$dockerfile/shell/lex.go"
sed -i 's/func splitCommand(line string)/func splitCommand(line string, d *directives)/; s/extractBuilderFlags(cmdline\[1\])/extractBuilderFlags(cmdline[1], d)/; s/func extractBuilderFlags(line string)/func extractBuilderFlags(line string, d *directives)/; s/ch == .\\\\./ch == d.escapeToken/' "$work/src/$dockerfile/parser/split_command.go"
sed -i 's/splitCommand(line)/splitCommand(line, d)/; s/reHeredoc     = .*/reHeredoc = regexp.MustCompile(`^(\\d*)<<(-?)\\s*([^<]*)$`)/' "$work/src/$dockerfile/parser/parser.go"
sed -i 's/^\tkeyEscape: {},/\tkeyEscape: {}, "check": {},/; s/^\tkeyEscape: *{},/&/' "$work/src/$dockerfile/parser/directives.go"
sed -i "s/'\$': sw.processDollar,/& '<': sw.processPossibleHeredoc,/" "$work/src/$dockerfile/shell/lex.go"
cp "$here/heredoc_blanks.txt" "$work/src/$dockerfile/shell/heredoc_blanks.go"
rm -f "$work/src/$dockerfile"/*/*_test.go
cp "$here/main.go" "$work/main.go"
cd "$work"
GO111MODULE=off CGO_ENABLED=0 GOPATH="$work" "${GO:-go}" build -o "$output" main.go
