package files

import (
	"archive/zip"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"syscall"

	"github.com/gin-gonic/gin"
)

func size(path string) (int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	defer file.Close() // want "file"
	return info.Size(), nil
}

func upload(c *gin.Context) {
	header, err := c.FormFile("picture")
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	picture, err := header.Open()
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	if header.Size > 1<<20 {
		c.Status(http.StatusRequestEntityTooLarge)
		return
	}
	defer picture.Close() // want "picture"
	_, _ = io.Copy(c.Writer, picture)
}

func formFile(w http.ResponseWriter, r *http.Request) {
	picture, header, err := r.FormFile("picture")
	if err != nil {
		http.Error(w, "no picture", http.StatusBadRequest)
		return
	}
	if !strings.HasSuffix(header.Filename, ".png") {
		http.Error(w, "only png", http.StatusUnsupportedMediaType)
		return
	}
	defer func() { _ = picture.Close() }() // want "picture"
	_, _ = io.Copy(w, picture)
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	defer source.Close() // want "source"
	defer target.Close()
	_, err = io.Copy(target, source)
	return err
}

var errEmpty = errors.New("empty")

func inSwitch(kind, path string) error {
	output, err := os.Create(path)
	if err != nil {
		return err
	}
	switch kind {
	case "csv", "json":
	default:
		return errEmpty
	}
	defer output.Close() // want "output"
	_, err = output.WriteString(kind)
	return err
}

func listArchive(path string) ([]string, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range archive.File {
		if strings.Contains(entry.Name, "..") {
			return nil, errEmpty
		}
		names = append(names, entry.Name)
	}
	defer archive.Close() // want "archive"
	return names, nil
}

func inflate(path string) ([]byte, error) {
	packed, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	plain, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	defer packed.Close() // want "packed"
	defer plain.Close()
	return io.ReadAll(plain)
}

func closeQuietly(c io.Closer) { _ = c.Close() }

func helperTooLate(path string, limit int) ([]byte, error) {
	input, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		return nil, errEmpty
	}
	defer closeQuietly(input) // want "input"
	return io.ReadAll(io.LimitReader(input, int64(limit)))
}

type numbered struct{ root string }

func (n *numbered) open(name string) (*os.File, syscall.Errno) {
	file, err := os.Open(n.root + name)
	if err != nil {
		return nil, syscall.ENOENT
	}
	return file, 0
}

func (n *numbered) size(name string, limit int64) (int64, syscall.Errno) {
	file, eno := n.open(name)
	if eno != 0 {
		return 0, eno
	}
	if limit == 0 {
		return 0, 0
	}
	defer file.Close() // want "file"
	info, err := file.Stat()
	if err != nil {
		return 0, syscall.EIO
	}
	return info.Size(), 0
}
