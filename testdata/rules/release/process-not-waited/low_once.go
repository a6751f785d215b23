// Command once starts what it does not wait for, once in its life.
package main

import (
	"log"
	"os/exec"
	"time"
)

func main() {
	if err := show("http://localhost:8080"); err != nil {
		log.Print(err)
	}
	for {
		time.Sleep(time.Minute)
		remind("still here")
	}
}

func init() {
	greet()
}

func greet() {
	cmd := exec.Command("say", "hello")
	_ = cmd.Start() // want "the process in `cmd` is never waited for"
}

func show(address string) error {
	cmd := exec.Command("xdg-open", address)
	return cmd.Start() // want "the process in `cmd` is never waited for"
}

// remind runs again and again, and waits.
func remind(text string) {
	cmd := exec.Command("notify-send", text)
	if err := cmd.Start(); err == nil {
		_ = cmd.Wait()
	}
}

func init() {
	_ = exec.Command("say", "welcome").Start() // want "the process is dropped and can never be waited for"
}
