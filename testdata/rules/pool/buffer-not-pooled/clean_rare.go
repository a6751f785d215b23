// Package rare has buffers that are kept as a request's body, made for an
// error, taken from a pool by a helper, or only read through.
package rare

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

// The copy becomes the request's body and lives as long as that.
func rereadable(c *gin.Context) {
	var seen bytes.Buffer
	var form map[string]any
	_ = json.NewDecoder(io.TeeReader(c.Request.Body, &seen)).Decode(&form)
	c.Request.Body = io.NopCloser(&seen)
	c.Next()
}

// What was read goes on as the body.
func rereads(c *gin.Context) {
	read := new(bytes.Buffer)
	_, _ = io.Copy(read, c.Request.Body) // want body-captured-unbounded:"keeps a copy of the whole request body"
	text := read.Bytes()
	c.Request.Body = io.NopCloser(bytes.NewReader(text))
	c.Next()
}

func inflates(c *gin.Context) {
	plain, err := gzip.NewReader(c.Request.Body)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	defer plain.Close()
	_, _ = io.Copy(io.Discard, plain)
}

func onError(c *gin.Context) {
	if err := c.Request.ParseForm(); err != nil {
		text := new(bytes.Buffer)
		text.WriteString(err.Error())
		slog.Error(text.String())
	}
}

var pool = &sync.Pool{}

func take() *bytes.Buffer {
	if kept, _ := pool.Get().(*bytes.Buffer); kept != nil {
		return kept
	}
	return &bytes.Buffer{}
}

func takes(c *gin.Context) {
	b := take()
	defer pool.Put(b)
	b.Reset()
	b.WriteString(c.FullPath())
	_, _ = b.WriteTo(c.Writer)
}

type server struct{ page []byte }

func newServer() *server { return &server{page: make([]byte, 1<<16)} }

func (s *server) show(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(s.page) }

func routes(engine *gin.Engine) {
	engine.Use(rereadable, rereads, inflates, onError, takes)
	http.HandleFunc("/", newServer().show)
}
