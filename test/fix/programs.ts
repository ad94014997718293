/** Programs that hold a value at many places and print it; `VALUE` stands for it. */

export const javascriptModule = `// A module.
import { format } from "node:util";

const whole = "VALUE";
const inside = "Bearer VALUE; \`a\` \${b}";
const template = \`\${whole.length} VALUE \${\`nested \${"VALUE"}\`} VALUE\`;
const options = { token: "VALUE", list: ["VALUE", "x"], nested: { header: "a VALUE b" } };
function connect(token = "VALUE", other = token ? "VALUE" : "") {
  return [token, other];
}
class Client {
  token = "VALUE";
  get() {
    return this.token === "VALUE" ? /['"\`]/.test(this.token) : "VALUE".length;
  }
}
const chosen = process.env.NOT_SET || "VALUE";
console.log(JSON.stringify([whole, inside, template, options, connect(), new Client().get(), chosen, format("%s", "VALUE")]));
`;

export const javascriptScript = `"use strict";
const whole = "VALUE";
module.exports = { token: "VALUE" };
const inside = "a VALUE" + "VALUE".slice(1) + "VALUE c";
console.log(whole, inside, module.exports.token);
`;

export const pythonProgram = `"""A program."""
from __future__ import annotations

import sys
from typing import Any

WHOLE = "VALUE"
INSIDE = "Bearer VALUE {x} {}"
NESTED = {"token": "VALUE", "list": ["VALUE", "x"], "call": lambda: "VALUE"}
FORMAT = f"{len(WHOLE)} VALUE {{x}} {'a'}"
BYTES = b"VALUE"
BYTES_INSIDE = b"a VALUE b".hex()
SIDE = "a " "VALUE" " b"
LINES = """
  VALUE
"""


def connect(token: str = "VALUE", *, other: Any = None) -> str:
    """Connects."""
    return token if token == "VALUE" else "x" + "VALUE"


print([WHOLE, INSIDE, NESTED["token"], NESTED["list"], NESTED["call"](), FORMAT, BYTES, BYTES_INSIDE, SIDE, LINES, connect()])
sys.exit(0)
`;

export const goProgram = `// Package main prints.
package main

import (
	"fmt"
	"strings"
)

type client struct {
	token string \`json:"token"\`
}

var global = "VALUE"

func show(values ...string) { fmt.Println(strings.Join(values, "|")) }

func main() {
	local := "VALUE"
	c := client{token: "VALUE"}
	m := map[string]string{"a": "VALUE", "b": "x VALUE y"}
	if local == "VALUE" {
		show(global, local, c.token, m["a"], m["b"], "VALUE"+"z", "a VALUE"[2:], string([]byte("VALUE")))
	}
}
`;

export const goProgramOfConstants = `package main

import "fmt"

const single = "VALUE"

const (
	base  = "https://example.com"
	token = "VALUE" // of the bot
	limit = 10
)

func main() {
	const local = "a VALUE b"
	fmt.Println(single, base, token, limit, local)
}
`;

export const shellProgram = `#!/bin/sh
# Prints.
set -eu

whole="VALUE"
bare=VALUE
single='VALUE'
quoted='a VALUE b $x'
printf '%s\\n' "$whole" "Bearer VALUE: $whole" "$(printf '%s' "VALUE")"
printf '%s\\n' "$bare" "$single" "$quoted" x=VALUE,y
cat <<EOF
token: VALUE
EOF
echo "\${NOT_SET:-VALUE}"
if [ "$whole" = "VALUE" ]; then echo "same VALUE"; fi
`;
