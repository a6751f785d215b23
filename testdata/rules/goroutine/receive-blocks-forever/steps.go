// Package steps sends lines to a client until a last word comes.
package steps

import (
	"io"

	"github.com/gin-gonic/gin"
)

// The step that hears the last word is the last one.
func untilLast(c *gin.Context, work func() []string) {
	lines := make(chan string)
	last := make(chan bool)
	go func() {
		for _, line := range work() {
			lines <- line // want send-blocks-forever:"the send on `lines` blocks for ever"
		}
		last <- true // want send-blocks-forever:"the send on `last` blocks for ever"
	}()
	c.Stream(func(io.Writer) bool {
		select {
		case line := <-lines:
			if line == "" {
				return true
			}
			c.SSEvent("line", line)
			return true
		case <-last:
			c.SSEvent("end", "")
			return false
		}
	})
}

// Nobody ends this one, and once there are no lines, nobody sends either.
func neverLast(c *gin.Context, work func() []string) {
	lines := make(chan string, 8)
	last := make(chan bool)
	go func() {
		for _, line := range work() {
			lines <- line
		}
		last <- true // want send-blocks-forever:"the send on `last` blocks for ever"
	}()
	c.Stream(func(io.Writer) bool {
		select { // want "this select blocks for ever: nobody is left to meet any of its cases"
		case line := <-lines:
			c.SSEvent("line", line)
			return true
		case <-last:
			c.SSEvent("end", "")
			return true
		}
	})
}

// A function of the module that goes on while its step says so is no different.
func each(step func() bool) {
	for step() {
		continue
	}
}

func cleanEach(work func() []string, use func(string)) {
	lines := make(chan string)
	last := make(chan bool)
	go func() {
		for _, line := range work() {
			lines <- line
		}
		last <- true
	}()
	each(func() bool {
		select {
		case line := <-lines:
			use(line)
			return true
		case <-last:
			return false
		}
	})
}
