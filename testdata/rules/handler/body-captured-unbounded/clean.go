// Package clean copies what it needs.
package clean

import (
	"bytes"
	"compress/gzip"
	"io"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

const limit = 64 << 10

type limited struct {
	gin.ResponseWriter
	body *bytes.Buffer
}

func (r *limited) Write(data []byte) (int, error) {
	if r.body.Len() < limit {
		r.body.Write(data)
	}
	return r.ResponseWriter.Write(data)
}

type cut struct {
	gin.ResponseWriter
	body *bytes.Buffer
}

func (r *cut) Write(data []byte) (int, error) {
	r.body.Write(data[:min(len(data), limit-r.body.Len())])
	return r.ResponseWriter.Write(data)
}

type counter struct {
	http.ResponseWriter
	bytes int
}

func (r *counter) Write(data []byte) (int, error) {
	r.bytes += len(data)
	return r.ResponseWriter.Write(data)
}

type onError struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (r *onError) Write(data []byte) (int, error) {
	if r.status >= http.StatusBadRequest {
		r.body.Write(data)
	}
	return r.ResponseWriter.Write(data)
}

type packed struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (r *packed) Write(data []byte) (int, error) { return r.zip.Write(data) }

type unused struct {
	http.ResponseWriter
	body bytes.Buffer
}

func (r *unused) Write(data []byte) (int, error) {
	r.body.Write(data)
	return r.ResponseWriter.Write(data)
}

type notAResponse struct {
	w    io.Writer
	body bytes.Buffer
}

func (r *notAResponse) Write(data []byte) (int, error) {
	r.body.Write(data)
	return r.w.Write(data)
}

func bounded(body *bytes.Buffer) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Writer = &limited{ResponseWriter: c.Writer, body: body}
		c.Writer = &cut{ResponseWriter: c.Writer, body: body}
		c.Next()
	}
}

func wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		count := &counter{ResponseWriter: w}
		failed := &onError{ResponseWriter: count}
		next.ServeHTTP(failed, r)
		log.Print(count.bytes, failed.body.Len())
	})
}

func limitedRequest(c *gin.Context) {
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, limit))
	if err != nil {
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
	c.Next()
}

func start(r *bytes.Buffer) *notAResponse { return &notAResponse{w: r} }

func before(w http.ResponseWriter, next http.Handler, z *gzip.Writer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&packed{ResponseWriter: w, zip: z}, r)
	})
}

var _ = &unused{}

func peek(c *gin.Context) {
	head := make([]byte, 512)
	n, _ := io.ReadFull(c.Request.Body, head)
	c.Request.Body = io.NopCloser(io.MultiReader(bytes.NewReader(head[:n]), c.Request.Body))
	c.Next()
}
