"""A second family of random scripts for the probe's `shell` operation, made from a grammar.

`shell_questions` builds scripts from functions that know what stands around them. Here every symbol of RULES is a list of
texts in which «name» stands for another symbol, so that constructs meet that nobody would put together: heredocs in
functions in loops, expansions in operands of expansions, redirected case commands, patterns over files just written.
The first text of a symbol needs no other symbol and ends what would grow too deep. A heredoc waits for the end of its line.
"""

import re

DEEPEST = 7
QUOTED_NEWLINE = "\x01"  # Becomes a newline that does not end a line of commands.
SYMBOL = re.compile("«([a-z_]+)»")
END_OF_LINE = re.compile(r"(?<!\\)\n")

RULES = {
    "script": ["«lines»", "«lines»", "«files»\n«lines»", "«define»\n«lines»", "«define»\n«define»\n«lines»", "set -e\n«lines»", "set -u\n«lines»", "set -f\n«lines»"],
    "files": ["> g_a.txt", "echo one > g_a.txt; > g_b.txt; echo c > g_c", "«printer» > g_a.txt; > .g_h; > 'g_ s.txt'", "> g_b.txt; > g_a.txt; > 'g_*.txt'; > gb", "for I in x Y 1; do > g_$I.txt; done"],
    "lines": ["«line»\n«line»\n«line»", "«line»\n«line»", "«line»\n«line»\n«line»\n«line»", "«line»\n\n# note: it's \"open\n«line»\n«line»"],
    "line": ["«stand_in» «plain»", "«command»", "«command»", "«command»«then»«command»", "«chain»"],
    "then": ["; ", " ; ", ";", "\n"],
    "chain": ["foo a && bar b", "«test» && «command»", "«test» || «command»", "! «test» && «command»", "«test» &&\n«command» ||\n\n«command»",
              "«simple» && «test» || «simple»", "! «simple» || «simple»", "«test» && { «body»} || «simple»", "! { «body»} && «simple»", "! ( «body») || «simple»"],
    "body": ["«simple»; ", "«command»«end»", "«command»«end»«command»«end»", "\n«command»\n", "«simple»; «test» && «simple»; "],
    "end": ["; ", "\n"],

    "command": ["«simple»", "«simple»", "«simple»", "«simple»", "«assign»", "«assign»", "«if»", "«for»", "«while»", "«case»", "«call»", "«define»\n«call»", "«group»", "«pipe»", "«file»",
                "«heredoc»", "«read»", "«positional»", "«variables»", "«options»", "«jump»", "«ends»", "«evals»", "«places»", "«odd»", "«ifs»", "«printed»"],
    "simple": ["foo «plain»", "«stand_in» «words»", "«stand_in» «words»", "«stand_in» «word» «word»", "«stand_in»«redirection» «word»", "«redirection» «stand_in» «word»", "«name»=«word» «stand_in» «word»",
               "«name»=«word» «name»=«word» «stand_in» \"$A$B\"", "«stand_in» «word» # «plain» 'c", "«stand_in» «word» \\\n  «word»", "«stand_in» «param» «quoted»"],
    "stand_in": ["foo", "bar", "pip", "python3", "apt-get", "uv", "conda", "curl", "sh", "env", "sudo", "\\foo", "'bar'", "\"p\"ip", "f${E}oo"],
    "redirection": [" >/dev/null", " 2>&1", " >/dev/null 2>&1", " 2> /dev/null", " </dev/null", " 2>&-", " >&2", " >|out.txt", " >>out.txt", " 3>&1"],
    "name": ["A", "B", "C", "D", "V"],
    "plain": ["torch", "numpy==1.26", "a", "-r", "x.y", "--flag=v", "1", "0", "k:v", "p/q/r.txt", "é", "if", "in", "done", "}", "{", "%s", "]", "[", "a#b", "+x", "=", "!", "-n", "a,b", "{a,b}", "{1..3}", "^a", "@"],

    "words": ["«plain»", "«word»", "«word» «word»", "«word» «word» «word»", ""],
    "word": ["«plain»", "«plain»", "«quoted»", "«quoted»", "«param»", "«param»", "«substitution»", "$((«sum»))", "«word»«word»", "«odd_word»", "'«single»'", "«glob»", "«plain»«param»", "«param»«quoted»«param»"],
    "single": ["s", "a b", "$A", "\\", "a\\nb", "\"", "«newline»", "`x`", "*", "  two  ", "#", "\\\\", "~", "${A", "$((1"],
    "quoted": ["\"q\"", "\"«inner»\"", "\"«inner»«inner»\"", "\"«inner» «inner»\"", "\"$@\"", "\"$*\"", "\"x$@y\"", "\"$A\"'b'\"$C\"", "\"\"", "\"«inner»$@«inner»\""],
    "inner": ["i", " ", "$A", "${B}", "«param_quoted»", "«param_quoted»", "\\$A", "\\\"", "\\\\", "\\a", "'", "\\`", "«substitution»", "«substitution»", "$((«sum»))", "«newline»", "#", "*", "a\\\nb", "~", "$", "}", "\\}", "\\*", ";", "&&", "(", "\t"],
    "newline": [QUOTED_NEWLINE],
    "odd_word": ["\\a", "\\ ", "a\\ b", "\\\\", "''", "\\'", "\\\"", "a\\\nb", "$", "a$", "~", "~/x", "a~", "~:~", "$'x'", "$\"x\"", "\\*", "\\$A", "\\~", "\"\"''", "x=~", "a:~/b", "\\#", "x#y", "\\;", "a\\&b", "{}", "'a'b\"c\"", "\\\\n", "%", "\\{", "[a", "]a", "\\[*]"],
    "glob": ["*.none", "g_*", "g_?.txt", "g_[a-b].txt", "g_[!a]*", "g_*.txt", "g_\"*\".txt", "g_\\*", "g_[[:alpha:]].*", "g_$A*", "g*b*", "*/a.txt", ".g*", "./g_a*", "g_[", "g_*[.]txt", "g_'a'*", "./g_*", "*_?.txt", "g_\"$A\"*"],

    "param": ["$A", "${B}", "$1", "$2", "$*", "$@", "$#", "$?", "${#«name»}", "${«name»:-«operand»}", "${«name»-«operand»}", "${«name»:+«operand»}", "${«name»+«operand»}", "${V:=«operand»}", "${«name»=«operand»}", "${«name»#«pattern»}", "${«name»##«pattern»}",
              "${«name»%«pattern»}", "${«name»%%«pattern»}", "${1:-«operand»}", "${2+«operand»}", "${10}", "$10", "${U:-«operand»}", "${U-«operand»}", "${U+«operand»}", "${*:-«operand»}", "${@+«operand»}", "${1#«pattern»}", "$A$B", "${#1}", "${#}", "$-", "${#U}", "${E:-«operand»}", "${E-«operand»}", "${E:+«operand»}"],
    "operand": ["", "o", "o p", "'o p'", "\"o p\"", "$A", "\"$B\"", "«param»", "«substitution»", "\\}", "a\\ b", "\"a}b\"", "'}'", "«param»x«param»", "~", "~/y", "\"$@\"", "$((«sum»))", " lead", "trail ", "x\"y z\"w", "a:b c:d", "*", "\\$A", "$*", "\"«inner»\"", "{", "a{b"],
    "param_quoted": ["$A", "${«name»:-«operand_quoted»}", "${«name»-«operand_quoted»}", "${«name»:+«operand_quoted»}", "${V:=«operand_quoted»}", "${U:-«operand_quoted»}", "${U+«operand_quoted»}", "${«name»#«pattern»}", "${«name»##«pattern»}", "${«name»%«pattern»}", "${«name»%%«pattern»}",
                     "$*", "${#«name»}", "$#", "$?", "$1", "${*}", "${1-«operand_quoted»}", "${E:-«operand_quoted»}", "${@:-«operand_quoted»}", "${#}", "$-"],
    "operand_quoted": ["", "o", "o  p", "$A", "«param_quoted»", "«substitution»", "\\}", "\\\"", "'o p'", "\"o  p\"", "\\$A", "\\\\", "*", "~", "«param_quoted» «param_quoted»", "$((«sum»))", "\\a", "'", "{"],
    "pattern": ["*", "?", "a*", "*a", "*.", ".*", "*/", "/*", "*:", "[a-c]", "[!a-c]", "[0-9]*", "[[:digit:]]", "*[[:space:]]", "\"$B\"", "$B", "'*'", "\\*", "\\?", "[.:/]*", "[]]", "[a", "«param»*", "*«param»", "\"*\"", "a", " ", "''", "*[!.]", "?*", "[\\]]", "[a\\-z]", "${E}", "x\"*\"y", "\"«inner»\"", "«substitution»", "[![:alpha:]]*"],

    "substitution": ["$(echo s)", "$(«printer»)", "$(«printer»)", "`echo b`", "`«backquoted»`", "$(«printer»; «printer»)", "$(«simple»)", "$(echo \"$(«printer»)\")", "$( («printer») )", "$(«test» && «printer»)", "$(for I in «words»; do «printer»; done)", "$(echo «word»)",
                     "$(case a in a) echo m;; esac)", "$(\n«printer»\n)", "$(while read -r X; do echo \"<$X>\"; done «here»)", "$(A=inside; echo «word»)", "$(«printer» | «filter»)", "$( { «printer»; } 2>/dev/null)", "$(# note\n«printer»)", "$(exit 3)", "$(echo $(echo $(«printer»)))"],
    "backquoted": ["echo b", "echo $A", "echo \\$A", "echo \\\\$A", "echo \\`echo n\\`", "echo 'a\\\\b'", "printf %s \"$B\"", "echo \"b c\" d", "echo \\\\\\\\", "echo '\\$A'", "echo a\\ b"],
    "printer": ["echo p", "echo «words»", "echo -n «word»", "echo '«escape»'", "echo «word» «word»", "printf '%s\\n' «words»", "printf '%s,%s;' «words»", "printf '%d|%5d|%-5d|%05d|%+d' 1 22 333 4 5", "printf '%s' «word»", "printf '%b' '«escape»'", "printf '%x %X %o %u' 255 255 8 7",
                "printf '%c%c' abc d", "printf '%.2s|%5s|%-5s|' abcd ef gh", "printf '«escape»'", "printf -- '-%s-' «word»", "printf '%%%s\\t|' «word»", "echo", "echo; echo «word»; echo", "printf 'a\\nb\\n\\n'", "echo \"«inner»\"", "printf '%*s|' 4 ab", "printf '%s %s\\n' a", "printf '%i' 0x1f", "printf '%d' \"'a\""],
    "escape": ["e", "a\\tb", "a\\\\b", "x\\ny", "c\\cd", "\\0101", "\\101", "a\\", "\\a\\b", "\\q", "\\\\n", "\\x41", "\\e", "\\060\\n", "\\1", "%%", "\\\"", "\\f\\v\\r"],
    "filter": ["while read X; do echo \"[$X]\"; done", "{ read X; echo \"$X\"; }", "while IFS= read -r X; do printf '%s.' \"$X\"; done", "{ read X Y; echo \"$Y $X\"; }", "(read X; read Y || echo none; echo $X/$Y)"],

    "sum": ["1", "«number»", "«number»", "«sum» «operator» «sum»", "«sum» «operator» «sum»", "(«sum»)", "«unary»«number»", "«unary»(«sum»)", "«sum» ? «sum» : «sum»", "N = «sum»", "M «assigns» «number»", "$N", "${N}", "${#A}", "$#", "$(echo 3)", "$((«sum»))", "«sum»«operator»«sum»", "(N += «number») * 2", "${V:-4}", "«newline»«number»", "\"2\"", "Z", "M"],
    "number": ["1", "0", "2", "7", "10", "0x1F", "0xff", "017", "N", "M", "9223372036854775807", "100", "3"],
    "operator": ["+", "-", "*", "/", "%", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "&", "^", "|", "&&", "||"],
    "unary": ["- ", "+ ", "!", "~", "- - ", "! !"],
    "assigns": ["+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^=", "="],

    "assign": ["A=plain", "«name»=«word»", "«name»=«word» «name»=«word»", "«name»=\"«inner»\"", "«name»=«param»", "«name»=$(«printer»)", "N=$((«sum»))", "M=$(( M + 1 ))", "A=~/x:~", "B=$A$A", "«name»=", "A='a b'  B=$A", "C=\"${C}x\"", "D=`«printer»`", "«name»=$*", "«name»=\"$@\"", "A=a\\ b", "B=\"*\"", "C=g_*", "V=${V:-«operand»}"],
    "test": ["true", "false", ":", "[ «word» = «word» ]", "[ \"$A\" = \"$B\" ]", "[ -n \"«inner»\" ]", "[ -z \"$«name»\" ]", "test «number_word» «compares» «number_word»", "[ \"$A\" != «plain» ]", "[ -f g_a.txt ]", "[ -d /tmp ]", "[ -e g_none ]", "[ ! -e g_b.txt ]", "[ -n \"$A\" -a \"$B\" = x ]",
             "[ -z \"$A\" -o -n \"$B\" ]", "[ \\( -n \"$C\" -a -z \"$E\" \\) -o 1 -gt 2 ]", "[ ! \\( \"$A\" = \"$A\" \\) ]", "test", "[ \"$A\" ]", "[ \"$#\" -ge 1 ]", "case $A in «pattern») true;; *) false;; esac", "[ \"$(«printer»)\" = p ]", "«simple»", "( exit 1 )", "[ -s g_a.txt ]", "[ x\"$A\" = x ]",
             "[ -n «param» ]", "[ \"$«name»\" = '«single»' ]", "test -z", "[ -n ]", "[ = ]", "[ ! ]", "[ ! x ]", "[ ! = x ]", "[ a = a -a ! b = b ]", "[ \"$A\" -eq 1 ] 2>/dev/null", "[ -d /usr -a -f g_b.txt ]", "[ a '<' b ]", "[ -e g_c ]", "[ -d g_a.txt ]", "{ false; }", "eval false", "test «word» = «word»", "[ «word» ]"],
    "number_word": ["1", "$N", "$M", "$#", "2", "-1", "010", "' 3 '", "$((«sum»))", "${#A}"],
    "compares": ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"],

    "if": ["if true; then «body»fi", "if «test»; then «body»else «body»fi", "if «test»; then «body»elif «test»; then «body»else «body»fi", "if «test» && «test»; then\n«body»fi", "if ! «test»\nthen\n«body»fi«compound_redirection»", "if «simple»; «test»; then «body»fi", "if «assign»; then «body»fi"],
    "compound_redirection": ["", " >/dev/null", " </dev/null", " >&2", " > out.txt", " 3>out.txt"],
    "for": ["for I in 1 2; do foo $I; done", "for I in «words»; do «loop_body»done", "for I in «words»\ndo «loop_body»done", "for I; do «loop_body»done", "for I do foo \"$I\"; done", "for I in g_*.txt; do foo \"$I\" \"${I%.txt}\" ${I##*/}; done", "for I in \"$@\"; do foo \"<$I>\"; done", "for I in $A «word»; do «loop_body»done«compound_redirection»", "for A in a b c; do case $A in b) continue;; esac; foo $A; done", "for I in $(«printer»); do foo \"$I\"; done", "for I in; do foo never; done", "for I in a b; do for J in 1 2; do «loop_body»done; done"],
    "loop_body": ["foo \"$I\"; ", "«body»", "«body»", "foo $I; «body»", "foo \"$I\"; «loop_jump»; foo after; ", "[ \"$I\" = a ] && continue; foo $I; ", "«loop_jump»; «simple»; "],
    "loop_jump": ["break", "continue", "break 2", "continue 2", "«test» && break", "«test» && continue", "«test» || break", "(break); foo", "if «test»; then break; fi", "case $I in a) continue;; b) break;; esac", "eval break", "break 9", "! break"],
    "while": ["K=0; while [ $K -lt 2 ]; do K=$((K+1)); foo $K; done", "K=0\nwhile [ $K -lt 3 ]\ndo K=$((K + 1)); «loop_body»done", "K=3; until [ $K -le 0 ]; do K=$((K-1)); «loop_body»done", "while true; do «simple»; break; done", "until «test»; do «simple»; break; done", "K=0; while K=$((K+1)); [ $K -le 2 ]; do foo \"$K\"; done", "while :; do case $((K += 1)) in *[05]) break;; *) foo $K;; esac; done",
              "set -- «words»; while [ $# -gt 0 ]; do foo \"$1\"; shift; done", "while false; do :; done; foo $?", "until true; do foo; done", "K=0; while [ $K -lt 2 ]; do K=$((K+1)); for I in x y; do «loop_jump»; foo $K$I; done; done«compound_redirection»"],
    "case": ["case a in a) foo a;; esac", "case «word» in «arm»«arm»*) «body»;; esac", "case «word» in\n«arm»\n«arm»\nesac", "case \"$A\" in («pattern») «body»;; «pattern»|«pattern») «body»;; *) foo other; esac", "case $1 in «arm»esac", "case «quoted» in \"$A\") foo same;; $B) foo pattern;; *) foo none;; esac", "case x in esac", "case «word» in «pattern») ;; *) «body»;; esac«compound_redirection»", "case $A in *) foo \"$A\";; «arm»esac", "case $((«sum»)) in [0-9]) foo small;; -*) foo minus;; *) foo big;; esac"],
    "arm": ["x) foo x;; ", "«pattern») «body»;; ", "(«pattern») «body»;;\n", "«pattern» | «pattern») «body»\n;; ", "\"«inner»\") foo quoted;; ", "'«single»') foo single;; ", "«word») foo word;; ", "[a-z]*) ;; ", "?|??) foo short $?;; "],

    "define": ["f0() { foo f0 \"$@\"; }", "«function»() { «function_body»}", "«function» () {\n«function_body»}", "«function»() ( «function_body»)", "«function»() if [ $# -gt 0 ]; then «body»else foo empty; fi", "«function»() { «function_body»} >/dev/null", "«function»() { «function_body»} < w.txt", "«function»()\n{\nfoo start $#\n«function_body»foo end\n}", "«function»() { local A=$1 B; B=${2-none}; foo $A \"$B\"; «body»}",
               "count() { [ \"$1\" -le 0 ] && return 0; foo $1; count $(($1 - 1)); foo back $1; }\ncount 2", "outer() { inner() { foo inner \"$@\" $A; }; local A=\"$1\"; inner «words»; }\nouter «words»", "«function»() { cat_here «here»\n}\n", "«function»() for I; do foo \"$I\"; done", "«function»() case $1 in a) foo a;; *) return 3;; esac", "«function»() { «function_body»}; «function» «words»"],
    "function": ["f1", "f2", "f3"],
    "function_body": ["foo \"$@\"; ", "«body»", "foo $# \"$1\"; «body»", "local «name»=«word»; «body»", "local A B; A=x; foo \"$A\" \"$B\"; ", "[ $# = 0 ] || shift; foo \"$@\"; ", "«body»return; ", "«test» && return 2; «body»", "while [ $# -gt 0 ]; do foo \"$1\"; shift; done; ", "set -- n \"$@\"; foo \"$@\"; ", "foo \"$*\" $*; return $#; ", "echo \"$1\"; ", "local IFS=:; foo \"$*\" $A; ", "for I; do [ \"$I\" ] || return 4; foo \"$I\"; done; ", "local N=$((N+1)); foo $N; "],
    "call": ["f1", "«function» «words»", "«function» «word» «word»; foo $?", "«name»=«word» «function» \"$A\"; foo \"$A\"", "foo \"$(«function» «words»)\"", "«function» \"$@\"", "if «function» «word»; then foo yes; else foo no $?; fi", "«function» «words» >/dev/null", "«function» «words» || foo failed $?", "( «function» «words» )", "f1 a | while read X; do foo \"$X\"; done", "! «function» «word»"],
    "group": ["( foo in )", "( «body»)", "{ «body»}", "( «assign»; «simple»; ); foo \"$A\" \"$B\"", "{ «assign»; «simple»; }«compound_redirection»", "( cd /tmp; foo \"$PWD\" )", "( exit 3 ) || foo $?", "(«simple»)«compound_redirection»", "( set -- x y; foo \"$@\" ); foo \"$@\"", "{ { «body»}; ( «body»); }", "( «body»exit; foo never )", "( unset A; foo \"${A-unset}\" ); foo \"$A\"", "( IFS=:; foo $A ); foo $A"],
    "pipe": ["echo a b | while read X Y; do foo \"$X\" \"$Y\"; done", "«printer» | while read X; do foo \"$X\"; done", "«printer» | while IFS= read -r X || [ -n \"$X\" ]; do foo \"$X\"; done", "«printer» | { read X Y; foo \"$X\" \"$Y\"; }", "«printer» | («body»)", "foo «word» | drain «word»", "«printer» | «filter» | while read -r X; do foo \"$X\"; done", "{ «printer»; «printer»; } | while read -r X Y; do bar \"$Y\" \"$X\"; done", "! «printer» | false; foo $?", "«printer» | read X; foo \"$X\"", "for I in a b; do echo $I; done | while read J; do foo $J; done", "true | false || foo $?", "«printer» |\nwhile read X; do foo $X; done"],

    "file": ["echo x > w.txt; read X < w.txt; foo \"$X\"", "«printer» > w.txt; while read -r X; do foo \"$X\"; done < w.txt", "{ «printer»; «printer»; } > w.txt; { read X; read -r Y Z; } < w.txt; foo \"$X\" \"$Y\" \"$Z\"", "«printer» >> w.txt; while IFS=: read X Y; do foo \"$X\" \"$Y\"; done < w.txt", "> w.txt; [ -s w.txt ] || foo empty", "«printer» > \"w $N.txt\"; read X < \"w $N.txt\"; foo \"$X\"", "exec 3> w3.txt; echo three >&3; exec 3>&-; read X < w3.txt; foo \"$X\"",
             "echo 'foo sourced \"$A\" $#; A=new' > s.sh; . ./s.sh; foo \"$A\"", "printf '%s\\n' 'foo one' 'return 3' 'foo two' > s.sh; . ./s.sh; foo $?", "(echo e >&2) 2> w.txt; read X < w.txt; foo \"$X\"", "for I in 1 2; do echo $I; done > w.txt; while read X; do foo $X; done < w.txt", "if «test»; then echo y; else echo n; fi > w.txt; read X < w.txt; foo $X", "while read X; do echo \"$X!\"; done < w.txt > w2.txt; read X < w2.txt; foo \"$X\"", "echo a > g_new.txt; foo g_*; [ -f g_new.txt ] && foo there",
             "{ echo out; echo err >&2; } > w.txt 2>&1; while read X; do foo $X; done < w.txt", "echo one > w.txt; { read X; echo two; } < w.txt >> w2.txt; foo $X", "echo 'l 1' > w.txt; exec 4< w.txt; read X <&4; foo \"$X\"; exec 4<&-", "printf '%s\\n' a b c > w.txt; while read X <&3; do foo \"$X\"; done 3< w.txt", "printf '%s\\n' a b > w.txt; { read X; read Y <&5; } 5< w.txt < w.txt; foo $X$Y", "printf '%s\\n' a b > w.txt; exec 6< w.txt; while read X; do foo $X; done <&6; read Y <&6 || foo end", "f1 a > w.txt; while read X; do foo \"$X\"; done < w.txt", "case a in a) «printer»;; esac > w.txt; read X < w.txt || foo short; foo \"$X\"", "exec > w.txt; echo in; exec >&2; read X < w.txt; foo $X"],
    "heredoc": ["while read X; do foo \"$X\"; done «here»\n", "while IFS= read -r X; do foo \"$X\"; done «here»\n", "read X Y «here»\nfoo \"$X\" \"$Y\"", "foo «word» «here» && bar b\n", "{ read X; read Y; } «here»\nfoo \"$X\" \"$Y\"", "for I in 1 2; do while read X; do foo $I \"$X\"; done «here»\ndone", "if «test»; then read X «here»\nfoo \"$X\"; fi", "while read X; do foo \"$X\"; done «here» > out.txt\n", "foo «here» «here»\n", "( while read -r X; do foo $X; done ) «here»\n", "foo \"$(while read -r X; do echo \"$X\"; done «here»\n)\"", "read X «here»; foo $X\n", "eval 'read X «here_eval»'; foo \"$X\"", "f9() { while read -r X; do foo \"$X\"; done «here»\n}; f9 z"],
    "here_eval": ["<<Q" + QUOTED_NEWLINE + "in eval" + QUOTED_NEWLINE + "Q" + QUOTED_NEWLINE],
    "here_line": ["plain text", "$A and ${B:-«operand_quoted»}", "\\$A \\\\ \\a \\` \\\"", "«substitution»", "  'q' \"d\"", "$((«sum»))", "", "a\\\nb", "${«name»#«pattern»}", "\"$A\"", "`echo b`", "$*", "~ * ?", "# no note", "\\ ", "${#A} $# $?", "«param_quoted»", "  lead  and trail  ", "a:b:c", "E O F"],
    "read": ["echo a | { read X; foo $X; }", "echo '«single»' > r.txt; read X < r.txt; foo \"$X\"", "echo 'a b  c d' > r.txt; read X Y < r.txt; foo \"$X\" \"$Y\"", "echo ' :a: b :c:' > r.txt; IFS=: read X Y Z < r.txt; foo \"$X\" \"$Y\" \"$Z\"", "printf 'a\\\\\\nb\\n' > r.txt; read X < r.txt; foo \"$X\"", "printf 'a\\\\ b c\\n' > r.txt; read X Y < r.txt; foo \"$X\" \"$Y\"", "printf 'no end' > r.txt; read X < r.txt || foo \"eof $X\"", "printf 'a\\\\tb\\n' > r.txt; read -r X < r.txt; foo \"$X\"", "«printer» > r.txt; read X Y Z < r.txt; foo $? \"$X\" \"$Y\" \"$Z\"", "echo \"$A\" > r.txt; IFS=' :' read -r X Y < r.txt; foo \"$X\" \"$Y\"", "printf 'x\\n\\ny\\n' > r.txt; { read X; read Y; read Z; } < r.txt; foo \"$X$Y$Z\"", "echo a:b:c:: > r.txt; IFS=: read X Y < r.txt; foo \"$X\" \"$Y\"", "read X </dev/null; foo $?\"$X\""],
    "positional": ["set -- a b", "set -- «words»", "set -- \"$@\" «word»; foo $#", "shift $(($# > 0)); foo \"$@\"", "[ $# -gt 1 ] && shift 2; foo \"$@\"", "set -- «word» «word» «word»; shift 1; foo \"$*\" \"$@\" $# $1", "set a b; foo $2", "set -- $A; foo \"$1\" $#", "set -- 1 2 3 4 5 6 7 8 9 ten eleven; foo $10 ${10} ${11} $#", "[ $# -gt 0 ] && shift", "set -- -a x -b; while getopts a:b O; do foo $O \"$OPTARG\"; done; shift $((OPTIND-1)); foo $#", "set --; foo $# \"$@\" \"$*\" \"${1-none}\"", "set -- '' ' '; foo \"$@\" $@ \"$*\" $*"],
    "variables": ["export A=x", "export «name»=«word»", "export «name»", "unset «name»; foo \"${A-u}${B-u}\"", "unset V U", "readonly R=1; foo $R", "( readonly A; A=2; foo never )", "export A=$B C=~/x", "( unset HOME; foo ~ )", "A=1 export B=2; foo $A$B", "A=pre :; foo $A", "A=pre true; foo $A", "A=pre eval 'foo $A'; foo $A", "unset -v «name»", "unset -f f1", "local_none=1", "( export -p >/dev/null; foo )", "unset A B C; foo \"$A$B$C\" ${A:-d}", "A=1 command eval foo '$A'; foo $A", "A=x B=$A; foo $B", "A=x; A=y B=$A foo \"$A\"; foo $A$B"],
    "options": ["set -f; foo g_*; set +f", "set -e; «simple»; set +e", "( set -e; «test»; foo reached )", "( set -u; foo ${U:-ok} \"${A-}\"; foo $U; foo never )", "( set -e; if «test»; then foo t; fi; «test» || true; foo r; «test» && foo s; foo q )", "set -o noglob; foo *; set +o noglob", "( set -e; f8() { false; foo in; }; f8 || foo h; f8; foo never )", "( set -e; ! true; foo r; ( false ); foo never )", "( set -e; A=$(false); foo never )", "( set -e; foo $(false); foo r; { false; }; foo never )", "( set -e; while false; do :; done; until true; do :; done; false | true; foo r; true | false; foo never )", "( set -a; NEW=1; foo $- )", "( set -eu; for I in a; do «test»; foo $I; done; foo r )", "( set -e; eval 'false || true'; eval false; foo never )", "( set -e; «test» && «test» && «simple»; «test» || «test»; foo r )", "( set -e; case a in a) false;; esac; foo never )"],
    "jump": ["foo $(return 1; foo)", "«test» && «simple»", "( return 2; foo never ); foo $?", "( «test» && exit 4; foo stayed ); foo $?", "for I in a b; do «loop_jump»; foo $I; done", "f7() { for I; do [ \"$I\" = b ] && return 7; foo $I; done; foo all; }; f7 a b c; foo $?; f7 x", "f6() { while :; do return; done; foo never; }; false; f6; foo $?", "( f5() { exit 5; }; f5; foo never ); foo $?"],
    "ends": ["( trap 'foo trap $?' EXIT; «simple»; exit 3 )", "( trap 'foo bye' 0; false )", "( trap 'foo x' EXIT; trap - EXIT; foo y )", "( trap \"foo '$A'\" EXIT; A=z )", "( exec foo gone; foo never )", "( : ${U:?no}; foo never ) 2>/dev/null; foo $?", "( : ${A:?no}; foo set )", "( trap 'foo in; exit 2' EXIT; exit 1 ); foo $?", "( trap 'foo t' EXIT; ( foo sub ); foo \"$(echo cs)\" )", "( : $((1/0)); foo never ) 2>/dev/null; foo $?", "trap 'foo last' EXIT", "( trap '' INT; trap 'foo term' TERM; foo r )", "( shift 99; foo never ) 2>/dev/null"],
    "evals": ["eval foo «words»", "eval 'foo \"$A\" '\\''q'\\'' $B'", "eval \"foo «plain»\" '\"$A\"'", "W=A; eval \"foo \\$$W \\\"\\$$W\\\"\"", "eval \"$(printf 'foo %s\\n' a b)\"", "eval 'f4() { foo f4 \"$1\"; }'; f4 «word»", "eval; foo $?", "eval 'A=e B=$A'; foo \"$A\" \"$B\"", "eval \"A='«plain»'\"; foo $A", "CMD='foo -x'; $CMD y", "CMD=foo; \"$CMD\" \"$A\"", "command foo «words»", "command -v cd >/dev/null && foo builtin", "command eval 'foo c'", "eval 'eval \"foo \\\"\\$A\\\"\"'", "eval 'foo a' && bar b", "E=; $E foo unset-name", "$E", "$(echo foo) $(echo \"a  b\")", "eval \"set -- $A\"; foo $#", "alias ll=foo\nll a", "alias la='foo -x'; alias lb='la y'\nlb \"$A\"", "alias foo='foo --'\nfoo a; \\foo b; unalias foo\nfoo c", "alias lc=foo; alias ld=bar\n( ld a; lc b )", "alias le='foo $A'; A=later\nle \"$A\"; if le; then le x | drain; fi", "f3() { foo f3; }; alias f3='foo alias'\nf3; unalias f3\nf3"],
    "places": ["cd /tmp; foo a; cd - >/dev/null; foo g_*.txt", "( cd /; foo ${PWD} $(pwd) )", "cd /usr; foo \"$PWD\"; cd -; foo g_*", "( CDPATH=; cd /; foo $PWD )", "umask 022; foo m", "( HOME=/usr; cd; foo $PWD ~ )", "cd .; foo g_a*", "( cd /usr/; foo $PWD; cd bin/..; foo $PWD )", "( chdir /usr; foo $PWD $(pwd -P) )", "( cd /usr//lib/./; foo \"$PWD\"; cd ..; pwd >/dev/null; foo $OLDPWD )", "( cd /tmp && cd .. && foo $PWD; cd ../..; foo $PWD )", "( cd -P /; foo $PWD ); ( cd -- /usr; foo $PWD )", "( cd /usr; X=$(cd /; pwd); foo $X $PWD )"],
    "odd": ["foo a;bar b;(foo c);{ bar d;}", "foo \\\n\\\n a", "{ foo }; }", "foo } {", "foo a\\\nb c", "! true; foo $?", "! ! true 2>/dev/null", ": «word»", "true «words»", "if :; then :; fi; foo $?", "foo then fi do", "foo '' \"\" $E", "foo $E$E\"\"", "foo a#b #c", "foo 2>/dev/null a>/dev/null b", "foo 2 >/dev/null", "foo \"2\">/dev/null", "foo a2>/dev/null", "2>&1 foo", "</dev/null >/dev/null foo a", "«name»=«word» 2>/dev/null; foo \"$A\"", "foo -- -- -", "foo \\# '#'", "type foo >/dev/null; foo t", "wait; foo w", "times >/dev/null; foo t", "hash -r; foo h", "false; foo $? $?; foo $?", "true && ! false && foo x", "(foo a; (foo b; (foo c)))", "foo & wait", "foo a\r", "foo \r b", "foo a \f b", "foo $\n", "test -t 9; foo $?", "A=\\\nx; foo $A", "foo \"$\" $ '$'", "foo ${A}b${A}", "case$E in"],
    "ifs": ["IFS=:; foo $A; unset IFS", "IFS=«separators»; foo $A \"$*\" $*; foo $B$C; IFS=' \t'; foo $A; unset IFS", "IFS=: ; set -- $A; foo $# \"$@\"; unset IFS", "IFS=; foo $A $* \"$*\"; unset IFS", "OLD=$IFS; IFS=,; foo $A; IFS=$OLD", "( IFS=.; set -- 1.2.3; foo $1 \"$*\" $# )", "IFS=: foo $A", "IFS=«separators»; foo x$A\"$B\"y «param»; for I in $A; do foo \"$I\"; done; unset IFS", "IFS=«separators»; «positional»; foo \"$*\" ${*} ${U-$*} \"${U-$*}\"; A=$*; foo \"$A\"; A=$@; foo \"$A\"; unset IFS"],
    "separators": ["':'", "', '", "' :'", "x", "''", "'.'", "\" \n:\"", "'a'", "'/'", "'\\'"],
    "printed": ["X=$(«printer»); foo \"$X\"", "foo \"$(«printer»)\"", "foo $(«printer»)", "X=`«printer»`; foo \"$X\" $X", "foo \"$(«printer»; echo .)\"", "X=$(«printer» | «filter»); foo \"$X\" ${#X}", "X=\"$(«printer»)«inner»\"; foo \"$X\""],
}

TEXTS = ["a b", "  lead", "trail  ", "a  b\tc", "x:y::z", "", "one", "2.5.1", "/usr/lib/lib.so.1", "a'b", 'q"r', "$B", "back\\slash", "n\\n", "~", "#c", "a;b", "é ü", ":", "a:b", "10", "-n", "*", "g_*.txt", "a\nb", "[a]", "a*b",
         "=", "x", "p", " ", "a.b/c.d", "\\", "\\*", "!", "(", "a b:c d", "01", "0x1f", "a,b ,c"]


class Grammar:
    def __init__(self, random):
        self.random = random
        self.bodies = []
        self.count = 0

    def here(self, depth):
        """`<<WORD`; the body follows the next end of a line."""
        self.count += 1
        quoted, strips = self.random.random() < 0.35, self.random.random() < 0.25
        mark = self.random.choice(["EOF", "E_1", "x", "end.x"]) + str(self.count)
        outer, self.bodies = self.bodies, []
        lines = [self.text("here_line", max(depth, DEEPEST - 3)) for _ in range(self.random.randint(0, 3))]
        self.bodies = outer
        tab = self.random.choice(["\t", "\t\t", ""]) if strips else ""
        self.bodies.append("".join(f"{tab}{line}\n" for line in lines) + f"{tab}{mark}\n")
        written = self.random.choice([f"'{mark}'", f"\\{mark}", f'"{mark}"', f"{mark[0]}'{mark[1:]}'"]) if quoted else mark
        return f"<<{'-' if strips else ''}{self.random.choice(['', '', ' '])}{written}"

    def flushed(self):
        text = "".join(self.bodies)
        self.bodies.clear()
        return text

    def text(self, symbol, depth=0):
        if symbol == "here":
            return self.here(depth)
        outer = self.bodies
        if symbol == "substitution":  # Has lines of its own.
            self.bodies = []
        rule = RULES[symbol][0] if depth > DEEPEST else self.random.choice(RULES[symbol])
        out = []
        for i, part in enumerate(SYMBOL.split(rule)):
            if i % 2:
                out.append(self.text(part, depth + 1))
            else:
                out.append(END_OF_LINE.sub(lambda _: "\n" + self.flushed(), part))
        text = "".join(out)
        if symbol == "end" and self.bodies:
            text = "\n" + self.flushed()
        if symbol == "substitution":
            if self.bodies:
                text = text[:-1] + "\n" + self.flushed() + text[-1]
            self.bodies = outer
        return text

    def script(self):
        text = self.text("script") + "\n"
        return (text + self.flushed()).replace(QUOTED_NEWLINE, "\n")


def questions(random, count):
    for _ in range(count):
        env = {name: random.choice(TEXTS) for name in random.sample(["A", "B", "C", "D", "E"], random.randint(2, 5))}
        if env.get("E"):
            env["E"] = ""
        env |= {"N": str(random.randint(0, 5)), "HOME": "/root"}
        script = Grammar(random).script()
        while "$$" in script or "$0" in script or "$!" in script:  # No text settles these.
            script = Grammar(random).script()
        yield {"op": "shell", "script": script, "env": env}
