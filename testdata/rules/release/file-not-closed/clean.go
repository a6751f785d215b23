// Package clean closes its files, or gives them to somebody who does.
package clean

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
)

func deferred(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.Stat()
	return err
}

func deferredClosure(path string, text []byte) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
	}()
	_, err = file.Write(text)
	return err
}

func closeAll(closers ...io.Closer) {
	for _, closer := range closers {
		_ = closer.Close()
	}
}

func variadicHelper(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	target, err := os.Create(to)
	if err != nil {
		closeAll(source)
		return err
	}
	defer closeAll(source, target)
	_, err = io.Copy(target, source)
	return err
}

func returned(path string) (*os.File, error) { return os.Open(path) }

func returnedAsReader(path string) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return file, nil
}

type unpacker struct {
	*gzip.Reader
	file *os.File
}

func (u *unpacker) Close() error { return errors.Join(u.Reader.Close(), u.file.Close()) }

func wrapped(path string) (*unpacker, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	reader, err := gzip.NewReader(file)
	if err != nil {
		file.Close()
		return nil, err
	}
	return &unpacker{reader, file}, nil
}

type journal struct {
	mu   sync.Mutex
	file *os.File
	open map[string]*os.File
	old  []*os.File
	out  *bufio.Writer
}

func (j *journal) rotate(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.old = append(j.old, j.file)
	j.file = file
	return nil
}

func (j *journal) inMap(path string) error {
	file, err := os.Create(path)
	if err == nil {
		j.open[path] = file
	}
	return err
}

func (j *journal) buffer(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	j.out = bufio.NewWriter(file)
	return nil
}

var output io.Writer

func global(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	output = file
	return nil
}

func sent(paths []string, files chan<- *os.File) {
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		files <- file
	}
}

func logsTo(path string) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	log.SetOutput(file)
	slog.SetDefault(slog.New(slog.NewTextHandler(file, nil)))
	return nil
}

func tested(t *testing.T) *os.File {
	file, err := os.CreateTemp(t.TempDir(), "x")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func testedByValue(t *testing.T, path string) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func(f func() error) { _ = f() }(file.Close)
}

func childOwns(command *exec.Cmd, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	command.Stdout = file
	return command.Start()
}

func ginServes(c *gin.Context) {
	file, err := os.Open("page.html")
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	defer file.Close()
	c.DataFromReader(http.StatusOK, -1, "text/html", file, nil)
}

// fasthttp closes the stream when it has been sent.
func fiberStreams(c *fiber.Ctx) error {
	file, err := os.Open("film.mp4")
	if err != nil {
		return fiber.ErrNotFound
	}
	return c.SendStream(file)
}

func eachEntry(reader *zip.Reader, visit func(io.Reader) error) error {
	for _, entry := range reader.File {
		if err := func() error {
			packed, err := entry.Open()
			if err != nil {
				return err
			}
			defer packed.Close()
			return visit(packed)
		}(); err != nil {
			return err
		}
	}
	return nil
}

func standard(path string) (io.ReadCloser, error) {
	if path == "-" {
		return os.Stdin, nil
	}
	return os.Open(path)
}

func conditional(path string) error {
	source := os.Stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		source = file
	}
	_, err := io.Copy(io.Discard, source)
	return err
}

func goroutineReads(path string, lines chan<- string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	go func() {
		defer close(lines)
		defer file.Close()
		scanner := bufio.NewScanner(file)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
	}()
	return nil
}

func startsReader(path string, read func(*os.File)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	go read(file)
	return nil
}

func piped(path string, w *io.PipeWriter) error {
	file, err := os.Open(path)
	if err != nil {
		return w.CloseWithError(err)
	}
	_, err = io.Copy(w, file)
	return errors.Join(err, file.Close())
}
