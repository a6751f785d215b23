// Command again starts in a loop what it does not wait for.
package main

import (
	"os/exec"
	"time"
)

func main() {
	for {
		time.Sleep(time.Minute)
		remind("still here")
		once("still here")
	}
}

func remind(text string) {
	cmd := exec.Command("notify-send", text)
	_ = cmd.Start() // want "the process in `cmd` is never waited for"
}

func once(text string) {
	_ = exec.Command("notify-send", text).Run()
}
