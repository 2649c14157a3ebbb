// Answers the probe's `dockerfile` and `expand` questions from BuildKit's own packages, one JSON object a line.
// ../buildkit_compare.py builds and asks it; that file tells how to run it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type question struct {
	Op     string            `json:"op"`
	Text   string            `json:"text"`
	Word   string            `json:"word"`
	Env    map[string]string `json:"env"`
	Escape string            `json:"escape"`
}

type object = map[string]any

func failure(err any) object { return object{"ok": false, "error": fmt.Sprint(err)} }

func values(node *parser.Node) []string {
	out := []string{}
	for ; node != nil; node = node.Next {
		out = append(out, node.Value)
	}
	return out
}

// Names and values alternate.
func pairsOf(node *parser.Node) [][2]string {
	words := values(node)
	out := [][2]string{}
	for i := 0; i+1 < len(words); i += 2 {
		out = append(out, [2]string{words[i], words[i+1]})
	}
	return out
}

func heredocsOf(node *parser.Node) []object {
	out := []object{}
	for _, doc := range node.Heredocs {
		out = append(out, object{"name": doc.Name, "content": doc.Content, "expand": doc.Expand,
			"chomp": doc.Chomp, "fd": doc.FileDescriptor})
	}
	return out
}

func instruction(node *parser.Node) object {
	keyword := strings.ToUpper(node.Value)
	flags := node.Flags
	if flags == nil {
		flags = []string{}
	}
	out := object{"keyword": keyword, "flags": flags, "exec": node.Attributes["json"], "args": []string{},
		"pairs": [][2]string{}, "trigger": nil, "start": node.StartLine, "end": node.EndLine,
		"heredocs": heredocsOf(node)}
	switch {
	case keyword == "ONBUILD":
		if node.Next != nil && len(node.Next.Children) > 0 {
			out["trigger"] = instruction(node.Next.Children[0])
		}
	case keyword == "ENV" || keyword == "LABEL":
		out["pairs"] = pairsOf(node.Next)
	default:
		// What carries no value at all, as an instruction that is not known, has no arguments.
		if words := values(node.Next); len(words) > 1 || (len(words) == 1 && (words[0] != "" || out["exec"] == true)) {
			out["args"] = words
		}
	}
	return out
}

func answer(line []byte) (out object) {
	defer func() {
		if trouble := recover(); trouble != nil {
			out = object{"ok": false, "error": fmt.Sprint(trouble), "panic": true}
		}
	}()
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return failure(err)
	}
	switch asked.Op {
	case "dockerfile":
		result, err := parser.Parse(strings.NewReader(asked.Text))
		if err != nil {
			return failure(err)
		}
		list := []object{}
		for _, node := range result.AST.Children {
			list = append(list, instruction(node))
		}
		return object{"ok": true, "escape": string(result.EscapeToken), "instructions": list}
	case "expand":
		escape := '\\'
		if asked.Escape == "`" {
			escape = '`'
		}
		value, err := shell.NewLex(escape).ProcessWordWithMap(asked.Word, asked.Env)
		if err != nil {
			return failure(err)
		}
		return object{"ok": true, "value": value}
	}
	return failure("unknown op")
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<28)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for in.Scan() {
		encoder.Encode(answer(in.Bytes()))
	}
}
