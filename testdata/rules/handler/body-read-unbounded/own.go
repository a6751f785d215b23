package own

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type recorder struct {
	gin.ResponseWriter
	body *bytes.Buffer
}

// What the service has answered itself, and stored itself.
func record(c *gin.Context) {
	w := recorder{c.Writer, &bytes.Buffer{}}
	c.Writer = w
	c.Next()
	zr, err := gzip.NewReader(bytes.NewReader(w.body.Bytes()))
	if err != nil {
		return
	}
	defer zr.Close()
	text, _ := io.ReadAll(zr)
	c.Set("answered", text)
}

func stored(w http.ResponseWriter, r *http.Request) {
	packed, err := os.ReadFile("reports/" + r.PathValue("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	zr, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer zr.Close()
	text, _ := io.ReadAll(zr)
	_, _ = w.Write(text)
}

// What clients send, in a buffer of this function.
func unpack(w http.ResponseWriter, r *http.Request) {
	var packed bytes.Buffer
	if _, err := packed.ReadFrom(http.MaxBytesReader(w, r.Body, 1<<20)); err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	inflate(w, packed.Bytes())
}

func inflate(w http.ResponseWriter, packed []byte) {
	zr, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		http.Error(w, "not compressed", http.StatusBadRequest)
		return
	}
	defer zr.Close()
	text, _ := io.ReadAll(zr) // want "reads all that compressed data gives"
	_, _ = w.Write(text)
}
