// Package paths forgets to close what only Close finishes.
package paths

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"os"
	"path/filepath"

	"github.com/coder/websocket"
	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/zstd"
)

func packs(text []byte) ([]byte, error) {
	var buf bytes.Buffer
	packed := gzip.NewWriter(&buf) // want "writer in `packed` is never closed"
	if _, err := packed.Write(text); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func flushes(w io.Writer, text []byte) error {
	packed := zlib.NewWriter(w) // want "writer"
	if _, err := packed.Write(text); err != nil {
		return err
	}
	return packed.Flush()
}

func levels(w io.Writer, text []byte) error {
	packed, err := flate.NewWriter(w, flate.BestSpeed) // want "writer"
	if err != nil {
		return err
	}
	_, err = packed.Write(text)
	return err
}

func handler(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	packed := gzip.NewWriter(w) // want "writer" buffer-not-pooled:"gzip"
	_, _ = io.WriteString(packed, r.URL.Path)
}

func ginHandler(c *gin.Context) {
	packed, err := gzip.NewWriterLevel(c.Writer, gzip.BestSpeed) // want "writer" buffer-not-pooled:"gzip"
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Header("Content-Encoding", "gzip")
	_, _ = packed.Write([]byte(c.Query("text")))
}

func compresses(w io.Writer, text []byte) error {
	encoder, err := zstd.NewWriter(w) // want "writer"
	if err != nil {
		return err
	}
	_, err = encoder.Write(text)
	return err
}

func decompresses(packed []byte) ([]byte, error) {
	decoder, err := zstd.NewReader(nil) // want "decoder"
	if err != nil {
		return nil, err
	}
	return decoder.DecodeAll(packed, nil)
}

func streams(r io.Reader, w io.Writer) error {
	decoder, err := zstd.NewReader(r) // want "decoder"
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, decoder); err != nil {
		return err
	}
	decoder.Close()
	return nil
}

func pairs(a, b iter.Seq[int]) (equal bool) {
	nextA, stopA := iter.Pull(a) // want "iterator"
	nextB, stopB := iter.Pull(b)
	defer stopB()
	for {
		x, okA := nextA()
		y, okB := nextB()
		if okA != okB || x != y {
			return false
		}
		if !okA {
			stopA()
			return true
		}
	}
}

func first(seq iter.Seq2[string, error]) (string, error) {
	next, stop := iter.Pull2(seq) // want "iterator"
	name, err, ok := next()
	if !ok {
		return "", errors.New("empty")
	}
	stop()
	return name, err
}

func message(ctx context.Context, conn *websocket.Conn, text []byte) error {
	w, err := conn.Writer(ctx, websocket.MessageText) // want "message writer"
	if err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		return err
	}
	return nil
}

// journal owns a file: whoever makes one has to close it.
type journal struct {
	file  *os.File
	lines int
}

func openJournal(dir string) (*journal, error) {
	file, err := os.Create(filepath.Join(dir, "journal"))
	if err != nil {
		return nil, err
	}
	return &journal{file: file}, nil
}

func (j *journal) Add(line string) error {
	j.lines++
	_, err := j.file.WriteString(line + "\n")
	return err
}

func (j *journal) Close() error { return j.file.Close() }

func addOnce(dir, line string) error {
	j, err := openJournal(dir) // want "journal|file"
	if err != nil {
		return err
	}
	return j.Add(line)
}

func addAll(dir string, lines []string) error {
	j, err := openJournal(dir) // want "journal|file"
	if err != nil {
		return err
	}
	for _, line := range lines {
		if err := j.Add(line); err != nil {
			return err
		}
	}
	return j.Close()
}

// pipeline has no Close of this name, but Stop gives back what New took.
type pipeline struct{ response *http.Response }

func newPipeline(url string) (*pipeline, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	p := &pipeline{}
	p.response = resp
	return p, nil
}

func (p *pipeline) Stop() { _ = p.response.Body.Close() }

func (p *pipeline) Length() int64 { return p.response.ContentLength }

func measures(url string) (int64, error) {
	p, err := newPipeline(url) // want "pipeline|response"
	if err != nil {
		return 0, err
	}
	return p.Length(), nil
}

func archive(w io.Writer, names []string) error {
	out := zip.NewWriter(w) // want "writer"
	for _, name := range names {
		if _, err := out.Create(name); err != nil {
			return err
		}
	}
	return nil
}

func tape(w io.Writer, names []string) error {
	out := tar.NewWriter(w) // want "writer"
	for _, name := range names {
		if err := out.WriteHeader(&tar.Header{Name: name}); err != nil {
			return err
		}
	}
	return out.Flush()
}

func perItem(texts [][]byte) (packed [][]byte, err error) {
	for _, text := range texts {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf) // want "writer"
		if _, err := w.Write(text); err != nil {
			return nil, err
		}
		packed = append(packed, buf.Bytes())
	}
	return packed, nil
}
