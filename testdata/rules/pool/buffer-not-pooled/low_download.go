// Package download makes buffers for files that people ask for now and then.
package download

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"image"
	"image/jpeg"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

func export(c *gin.Context) {
	var out bytes.Buffer // want "a new `bytes.Buffer`"
	lines := csv.NewWriter(&out)
	_ = lines.Write([]string{"id", "name"})
	lines.Flush()
	c.Header("Content-Disposition", "attachment; filename=all.csv")
	c.Data(http.StatusOK, "text/csv", out.Bytes())
}

func backup(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("content-disposition", "attachment; filename=all.gz")
	packed := gzip.NewWriter(w) // want "a new `gzip.Writer`"
	defer packed.Close()
	_, _ = packed.Write([]byte("all"))
}

func importAll(c *gin.Context) {
	file, _, err := c.Request.FormFile("file")
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	defer file.Close()
	lines := csv.NewReader(bufio.NewReader(file)) // want "a new `bufio.Reader`"
	for {
		if _, err := lines.Read(); err != nil {
			return
		}
	}
}

// What is read from may be another server, which takes its time.
func relay(c *gin.Context, from io.Reader) error {
	lines := bufio.NewReader(from) // want "a new `bufio.Reader`"
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return err
		}
		c.Writer.WriteString(line)
	}
}

// For some requests only, and beside what takes far longer.
func thumbnails(find func(string) image.Image) gin.HandlerFunc {
	return func(c *gin.Context) {
		if picture := find(c.Request.URL.Path); picture != nil {
			var out bytes.Buffer // want "a new `bytes.Buffer`"
			if jpeg.Encode(&out, picture, nil) == nil {
				c.Data(http.StatusOK, "image/jpeg", out.Bytes())
				c.Abort()
				return
			}
		}
		c.Next()
	}
}
