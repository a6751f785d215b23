// Package parts lets go of the writer of a request, which its framework uses again.
package parts

import (
	"context"
	"runtime/pprof"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

var jobs = make(chan func())

func submit(run func()) {
	go func() {
		pprof.Do(context.Background(), pprof.Labels(), func(context.Context) { run() })
	}()
}

func written(c *gin.Context) {
	w := c.Writer
	go func() {
		_, _ = w.WriteString("late") // want "`w` is used in a goroutine that nobody waits for"
	}()
}

func labelled(c *gin.Context) {
	submit(func() {
		c.JSON(200, "late") // want "`c` is used in a goroutine that nobody waits for"
	})
}

// The literal that writes is called by the one that is set going.
func called(c *gin.Context) {
	w := c.Writer
	write := func(text string) {
		_, _ = w.WriteString(text) // want "`w` is used in a goroutine that nobody waits for"
	}
	submit(func() { write("late") })
}

func answered(c echo.Context) error {
	w := c.Response()
	go func() {
		w.Flush() // want "`w` is used in a goroutine that nobody waits for"
	}()
	return nil
}

func awaited(c *gin.Context) {
	w := c.Writer
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = w.WriteString("in time")
	}()
	<-done
}

func status(c *gin.Context) {
	status := c.Writer.Status()
	go func() { println(status) }()
}

func calledHere(c *gin.Context) {
	w := c.Writer
	write := func(text string) { _, _ = w.WriteString(text) }
	submit(func() { println("late") })
	write("in time")
}

func replaced(c *gin.Context, other func() gin.ResponseWriter) {
	w := c.Writer
	w = other()
	go func() { _, _ = w.WriteString("late") }()
}
