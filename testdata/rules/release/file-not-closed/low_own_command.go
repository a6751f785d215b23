// Package main has commands of its own kind: what they leave open, the end of the process closes.
package main

import (
	"encoding/json"
	"io"
	"os"
)

type Command struct {
	Run func(cmd *Command, args []string) bool
}

func runPrint(cmd *Command, args []string) bool {
	f, err := os.Open(args[0]) // want "the file in `f` is never closed"
	if err != nil {
		return false
	}
	_, err = io.Copy(os.Stdout, f)
	return err == nil
}

var print = &Command{Run: runPrint}

type cmd struct{ args []string }

func cmdCount(c *cmd) {
	f, err := os.Open(c.args[0]) // want "the file in `f` is never closed"
	if err != nil {
		return
	}
	var all []string
	_ = json.NewDecoder(f).Decode(&all)
	println(len(all))
}

var commands = map[string]func(*cmd){"count": cmdCount}

func main() {
	if run, ok := commands[os.Args[1]]; ok {
		run(&cmd{os.Args[2:]})
		return
	}
	print.Run(print, os.Args[2:])
}
