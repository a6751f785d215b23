// Package paths leaves files open on some way out of each function.
package paths

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

func statError(path string) (int64, error) {
	file, err := os.Open(path) // want "file in `file` is not closed on every path"
	if err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), file.Close()
}

func writeError(path string, text []byte) error {
	file, err := os.Create(path) // want "file"
	if err != nil {
		return err
	}
	if _, err := file.Write(text); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return file.Close()
}

func temporary(source io.Reader) (string, error) {
	file, err := os.CreateTemp("", "upload-*") // want "never closed"
	if err != nil {
		return "", err
	}
	_, err = io.Copy(file, source)
	return file.Name(), err
}

func secondOpenFails(from, to string) error {
	source, err := os.Open(from) // want "file"
	if err != nil {
		return err
	}
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	defer target.Close()
	_, err = io.Copy(target, source)
	source.Close()
	return err
}

func decodes(path string, into any) error {
	file, err := os.Open(path) // want "file"
	if err != nil {
		return err
	}
	return json.NewDecoder(file).Decode(into)
}

func scans(path string) (lines []string, err error) {
	file, err := os.OpenFile(path, os.O_RDONLY, 0) // want "file"
	if err != nil {
		return
	}
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		if scanner.Text() == "end" {
			return
		}
		lines = append(lines, scanner.Text())
	}
	err = errors.Join(scanner.Err(), file.Close())
	return
}

func everyFile(paths []string) (total int64, err error) {
	for _, path := range paths {
		file, err := os.Open(path) // want "file"
		if err != nil {
			return total, err
		}
		n, err := io.Copy(io.Discard, file)
		if err != nil {
			return total, err
		}
		total += n
	}
	return total, nil
}

func switches(path string) error {
	file, err := os.Open(path) // want "file"
	if err != nil {
		return err
	}
	switch filepath.Ext(path) {
	case ".gz":
		return errors.New("packed")
	default:
		return file.Close()
	}
}

func upload(header *multipart.FileHeader, to io.Writer) error {
	part, err := header.Open() // want "file"
	if err != nil {
		return err
	}
	_, err = io.Copy(to, part)
	return err
}

func formFile(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("photo") // want "file"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if header.Size > 1<<20 {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	_, _ = io.Copy(w, file)
	file.Close()
}

func ginUpload(c *gin.Context) {
	header, err := c.FormFile("photo")
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	file, err := header.Open() // want "file"
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	text, err := io.ReadAll(file)
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	file.Close()
	c.Data(http.StatusOK, "image/png", text)
}

func echoSave(c echo.Context) error {
	header, err := c.FormFile("file")
	if err != nil {
		return err
	}
	source, err := header.Open()
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.Create(header.Filename) // want "file"
	if err != nil {
		return err
	}
	if _, err := io.Copy(target, source); err != nil {
		return err
	}
	return c.NoContent(http.StatusOK)
}

func openLog(dir string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(dir, "log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	return file, nil
}

func viaHelper(dir, line string) error {
	log, err := openLog(dir) // want "file"
	if err != nil {
		return err
	}
	_, err = log.WriteString(line)
	return err
}

func archive(path string) (names []string, err error) {
	reader, err := zip.OpenReader(path) // want "file"
	if err != nil {
		return nil, err
	}
	for _, file := range reader.File {
		names = append(names, file.Name)
	}
	return names, nil
}

func unpack(reader *zip.Reader, dir string) error {
	for _, file := range reader.File {
		packed, err := file.Open() // want "entry"
		if err != nil {
			return err
		}
		target, err := os.Create(filepath.Join(dir, filepath.Base(file.Name))) // want "file"
		if err != nil {
			packed.Close()
			return err
		}
		if _, err := io.Copy(target, packed); err != nil {
			return err
		}
		packed.Close()
		target.Close()
	}
	return nil
}

func inGoroutine(path string, size chan<- int64) {
	go func() {
		file, err := os.Open(path) // want "file"
		if err != nil {
			size <- 0
			return
		}
		n, _ := file.Seek(0, io.SeekEnd)
		size <- n
	}()
}

func buffered(path string) (*bufio.Reader, string, error) {
	file, err := os.Open(path) // want "file"
	if err != nil {
		return nil, "", err
	}
	reader := bufio.NewReader(file)
	first, err := reader.ReadString('\n')
	if err != nil {
		return nil, "", err
	}
	return reader, first, nil
}
