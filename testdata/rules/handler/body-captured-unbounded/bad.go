// Package bad copies whole bodies.
package bad

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

type ginRecorder struct {
	gin.ResponseWriter
	body *bytes.Buffer
}

func (r ginRecorder) Write(data []byte) (int, error) {
	r.body.Write(data)
	return r.ResponseWriter.Write(data)
}

func auditTo(body *bytes.Buffer) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Writer = &ginRecorder{ResponseWriter: c.Writer, body: body} // want "`ginRecorder` keeps a copy of the whole response"
		c.Next()
		log.Print(body.Len())
	}
}

type plainRecorder struct {
	http.ResponseWriter
	status int
	text   strings.Builder
}

func (r *plainRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *plainRecorder) Write(data []byte) (int, error) {
	if n, err := r.text.Write(data); err != nil {
		return n, err
	}
	return r.ResponseWriter.Write(data)
}

func record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &plainRecorder{ResponseWriter: w} // want "`plainRecorder` keeps"
		next.ServeHTTP(rec, r)
		log.Print(rec.status, rec.text.Len())
	})
}

type sliceRecorder struct {
	w    http.ResponseWriter
	seen []byte
}

func (r *sliceRecorder) Header() http.Header { return r.w.Header() }

func (r *sliceRecorder) WriteHeader(status int) { r.w.WriteHeader(status) }

func (r *sliceRecorder) Write(data []byte) (int, error) {
	r.seen = append(r.seen, data...)
	return r.w.Write(data)
}

func newRecorder(w http.ResponseWriter) *sliceRecorder {
	return &sliceRecorder{w: w} // want "`sliceRecorder` keeps"
}

func wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(newRecorder(w), r)
	})
}

func logRequest(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body) // want "`io.ReadAll` in a middleware keeps a copy of the whole request body"
	if err != nil {
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
	c.Next()
	log.Print(len(body))
}

func signed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // want "request body"
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}
