// Package pooled holds code that takes its buffers from somewhere.
package pooled

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

var buffers = sync.Pool{
	New: func() any {
		return bytes.NewBuffer(make([]byte, 0, 4096))
	},
}

func getBuffer() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func putBuffer(b *bytes.Buffer) {
	if b.Cap() <= 64<<10 {
		buffers.Put(b)
	}
}

func helperPooled(c *gin.Context) {
	b := getBuffer()
	defer putBuffer(b)
	_ = json.NewEncoder(b).Encode(c.Params)
	_, _ = b.WriteTo(c.Writer)
}

// A pool without New is filled by whoever finds it empty.
var bare sync.Pool

func fillEmptyPool(c *gin.Context) {
	b, ok := bare.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	defer bare.Put(b)
	b.Reset()
	b.WriteString(c.FullPath())
	c.String(http.StatusOK, b.String())
}

var writers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func pooledWriter(w http.ResponseWriter, _ *http.Request) {
	packed := writers.Get().(*gzip.Writer)
	packed.Reset(w)
	defer func() {
		_ = packed.Close()
		writers.Put(packed)
	}()
	_, _ = io.WriteString(packed, "hello")
}

var chunks = sync.Pool{New: func() any {
	chunk := make([]byte, 64<<10)
	return &chunk
}}

func pooledChunk(w http.ResponseWriter, r *http.Request) {
	chunk := chunks.Get().(*[]byte)
	defer chunks.Put(chunk)
	_, _ = io.CopyBuffer(w, r.Body, *chunk)
}

// A channel is a pool too.
var free = make(chan *bytes.Buffer, 16)

func freeList(w http.ResponseWriter, r *http.Request) {
	var b *bytes.Buffer
	select {
	case b = <-free:
		b.Reset()
	default:
		b = new(bytes.Buffer)
	}
	b.WriteString(r.URL.Path)
	_, _ = b.WriteTo(w)
	select {
	case free <- b:
	default:
	}
}

// One pool for each instance, in a field.
type renderer struct{ scratch sync.Pool }

func newRenderer() *renderer {
	r := &renderer{}
	r.scratch.New = func() any { return new(bytes.Buffer) }
	return r
}

func (r *renderer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	b := r.scratch.Get().(*bytes.Buffer)
	defer r.scratch.Put(b)
	b.Reset()
	b.WriteString("ok")
	_, _ = b.WriteTo(w)
}

var readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 4096) }}

func pooledReader(w http.ResponseWriter, r *http.Request) {
	in := readers.Get().(*bufio.Reader)
	in.Reset(r.Body)
	defer readers.Put(in)
	line, _ := in.ReadString('\n')
	_, _ = io.WriteString(w, line)
}

func routes(engine *gin.Engine) http.Handler {
	engine.GET("/helper", helperPooled)
	engine.GET("/fill", fillEmptyPool)
	mux := http.NewServeMux()
	mux.HandleFunc("/writer", pooledWriter)
	mux.HandleFunc("/chunk", pooledChunk)
	mux.HandleFunc("/free", freeList)
	mux.HandleFunc("/reader", pooledReader)
	mux.Handle("/render", newRenderer())
	return mux
}
