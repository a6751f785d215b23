package handed

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// The caller gets what waits for the goroutine.
func keepAlive(w http.ResponseWriter) func(error) {
	done := make(chan error)
	go func() {
		defer close(done)
		ticker := time.NewTicker(10 * time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				_, _ = w.Write([]byte{' '})
			case err := <-done:
				if err != nil {
					_, _ = w.Write([]byte(err.Error()))
				}
				return
			}
		}
	}()
	return func(err error) {
		done <- err
		<-done
	}
}

type messages struct {
	w    http.ResponseWriter
	in   chan []byte
	done chan struct{}
}

func (m *messages) run() {
	defer close(m.done)
	for text := range m.in {
		_, _ = m.w.Write(text)
	}
}

func (m *messages) finish() {
	close(m.in)
	<-m.done
}

func newMessages(w http.ResponseWriter) *messages {
	m := &messages{w: w, in: make(chan []byte), done: make(chan struct{})}
	go m.run()
	return m
}

func scan(w http.ResponseWriter, _ *http.Request) {
	end := keepAlive(w)
	end(nil)
	m := newMessages(w)
	m.in <- []byte("found")
	m.finish()
}

// What is returned waits for nothing.
func ping(w http.ResponseWriter) func() {
	stopped := false
	go func() {
		for !stopped {
			time.Sleep(time.Second)
			_, _ = w.Write([]byte{' '}) // want "`w` is used in a goroutine that nobody waits for"
		}
	}()
	return func() { stopped = true }
}

// recorder hands out handlers that keep what they are called with.
type recorder struct {
	seen  chan *gin.Context
	last  *gin.Context
	names chan string
}

func (r *recorder) sends() gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Next()
		r.seen <- c // want "is sent to `r.seen`"
	}
}

func (r *recorder) sendsCopy() gin.HandlerFunc {
	return func(c *gin.Context) {
		r.seen <- c.Copy()
		r.names <- c.FullPath()
	}
}

func (r recorder) keepsOwn() gin.HandlerFunc {
	return func(c *gin.Context) {
		own := recorder{last: c}
		own.last.Next()
	}
}

func safely(record func()) {
	defer func() { _ = recover() }()
	record()
}

func measured(c *gin.Context, took time.Duration) {
	go safely(func() {
		println(c.FullPath(), took) // want "`c` is used in a goroutine that nobody waits for"
	})
}

func cleanMeasured(c *gin.Context, took time.Duration) {
	path := c.FullPath()
	go safely(func() {
		println(path, took)
	})
	safely(func() {
		println(c.FullPath())
	})
}
