// Package clean closes what it makes, or gives it to somebody who does.
package clean

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"iter"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/zstd"
)

func deferred(w io.Writer, text []byte) error {
	packed := gzip.NewWriter(w)
	defer packed.Close()
	_, err := packed.Write(text)
	return err
}

func deferredClosure(w io.Writer, text []byte) (err error) {
	packed := gzip.NewWriter(w)
	defer func() { err = errors.Join(err, packed.Close()) }()
	_, err = packed.Write(text)
	return err
}

// What a failed write leaves behind is garbage anyway, and the collector's.
func closedOnSuccess(text []byte) ([]byte, error) {
	var buf bytes.Buffer
	packed := gzip.NewWriter(&buf)
	if _, err := packed.Write(text); err != nil {
		return nil, err
	}
	if err := packed.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func archive(w io.Writer, names []string) error {
	out := zip.NewWriter(w)
	for _, name := range names {
		if _, err := out.Create(name); err != nil {
			return err
		}
	}
	return out.Close()
}

func tape(w io.Writer, names []string) error {
	packed := gzip.NewWriter(w)
	defer packed.Close()
	out := tar.NewWriter(packed)
	defer out.Close()
	for _, name := range names {
		if err := out.WriteHeader(&tar.Header{Name: name}); err != nil {
			return err
		}
	}
	return nil
}

var writers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func pooled(w io.Writer, text []byte) error {
	packed := writers.Get().(*gzip.Writer)
	defer writers.Put(packed)
	packed.Reset(w)
	_, err := packed.Write(text)
	return errors.Join(err, packed.Close())
}

func fillsPool(w io.Writer) {
	packed := gzip.NewWriter(w)
	writers.Put(packed)
}

type gzipWriter struct {
	http.ResponseWriter
	packed *gzip.Writer
}

func (g *gzipWriter) Write(p []byte) (int, error) { return g.packed.Write(p) }

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		packed := gzip.NewWriter(w)
		defer packed.Close()
		next.ServeHTTP(&gzipWriter{w, packed}, r)
	})
}

type ginGzip struct {
	gin.ResponseWriter
	packed *gzip.Writer
}

func ginMiddleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		packed := gzip.NewWriter(c.Writer)
		c.Writer = &ginGzip{c.Writer, packed}
		defer func() { _ = packed.Close() }()
		c.Next()
	}
}

func returned(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }

func returnedDecoder(r io.Reader) (io.ReadCloser, error) {
	decoder, err := zstd.NewReader(r)
	if err != nil {
		return nil, err
	}
	return decoder.IOReadCloser(), nil
}

// An encoder that writes to nothing has no end to write.
func encodesAll(text []byte) ([]byte, error) {
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		return nil, err
	}
	return encoder.EncodeAll(text, nil), nil
}

var shared, _ = zstd.NewReader(nil)

func sharedDecoder(packed []byte) ([]byte, error) { return shared.DecodeAll(packed, nil) }

func pulls(seq iter.Seq[int]) (total int) {
	next, stop := iter.Pull(seq)
	defer stop()
	for {
		n, ok := next()
		if !ok || n < 0 {
			return total
		}
		total += n
	}
}

type stream struct {
	next func() (int, bool)
	stop func()
}

func newStream(seq iter.Seq[int]) *stream {
	next, stop := iter.Pull(seq)
	return &stream{next, stop}
}

func (s *stream) Close() { s.stop() }

func tested(t *testing.T, seq iter.Seq[int]) {
	next, stop := iter.Pull(seq)
	t.Cleanup(stop)
	if _, ok := next(); !ok {
		t.Fatal("empty")
	}
}

type journal struct {
	file *os.File
}

func openJournal(path string) (*journal, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &journal{file: file}, nil
}

func (j *journal) Close() error { return j.file.Close() }

func usesJournal(path string) error {
	j, err := openJournal(path)
	if err != nil {
		return err
	}
	defer j.Close()
	_, err = j.file.WriteString("x")
	return err
}

type service struct{ journal *journal }

func newService(path string) (*service, error) {
	j, err := openJournal(path)
	if err != nil {
		return nil, err
	}
	return &service{journal: j}, nil
}

// memory holds nothing that must be given back: its Close does nothing.
type memory struct{ lines []string }

func newMemory() *memory { return &memory{} }

func (m *memory) Add(line string) { m.lines = append(m.lines, line) }

func (m *memory) Close() error { return nil }

func usesMemory(line string) int {
	m := newMemory()
	m.Add(line)
	return len(m.lines)
}

// borrower was given its file, which stays its maker's.
type borrower struct{ out io.Writer }

func newBorrower(out io.Writer) *borrower { return &borrower{out} }

func (b *borrower) Close() error { return nil }

func usesBorrower(out io.Writer) error {
	b := newBorrower(out)
	_, err := io.WriteString(b.out, "x")
	return err
}

func goroutineCloses(r io.Reader) (io.Reader, error) {
	pr, pw := io.Pipe()
	packed := gzip.NewWriter(pw)
	go func() {
		_, err := io.Copy(packed, r)
		err = errors.Join(err, packed.Close())
		pw.CloseWithError(err)
	}()
	return pr, nil
}
