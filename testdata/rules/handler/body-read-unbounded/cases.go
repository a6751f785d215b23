// Package cases reads bodies, with and without a limit.
package cases

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

const limit = 1 << 20

func all(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body) // want "takes the whole request body into memory"
	if err != nil {
		return
	}
	c.Data(http.StatusOK, "text/plain", body)
}

func raw(c *gin.Context) {
	if body, err := c.GetRawData(); err == nil { // want "`c.GetRawData` takes"
		c.Data(http.StatusOK, "text/plain", body)
	}
}

func plain(w http.ResponseWriter, r *http.Request) {
	defer r.Body.Close()
	body, _ := io.ReadAll(r.Body) // want "request body"
	_, _ = w.Write(body)
}

func named(w http.ResponseWriter, r *http.Request) {
	source := r.Body
	body, _ := io.ReadAll(source) // want "request body"
	_, _ = w.Write(body)
}

func echoed(c echo.Context) error {
	body, err := io.ReadAll(c.Request().Body) // want "request body"
	if err != nil {
		return err
	}
	return c.Blob(200, "text/plain", body)
}

func decode(r *http.Request, into any) error {
	body, err := io.ReadAll(r.Body) // want "request body"
	if err != nil {
		return err
	}
	return json.Unmarshal(body, into)
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	var name string
	if decode(r, &name) != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func form(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(32 << 20); err != nil { // want "limits what stays in memory, but not what goes to disk"
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func unzipped(w http.ResponseWriter, r *http.Request) {
	zip, err := gzip.NewReader(r.Body)
	if err != nil {
		return
	}
	defer zip.Close()
	body, _ := io.ReadAll(zip) // want "which may be a thousand times its size"
	_, _ = w.Write(body)
}

func copied(c *gin.Context) {
	zip, err := gzip.NewReader(c.Request.Body)
	if err != nil {
		return
	}
	defer zip.Close()
	_, _ = io.Copy(c.Writer, zip) // want "thousand"
}

func routes() http.Handler {
	r := chi.NewRouter()
	r.Post("/", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // want "request body"
		_, _ = w.Write(body)
	})
	return r
}

type server struct{}

func (server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // want "request body"
	_, _ = w.Write(body)
}

// In order.

func removed(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(limit); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	w.WriteHeader(http.StatusOK)
}

func limited(c *gin.Context) {
	body, err := io.ReadAll(io.LimitReader(c.Request.Body, limit))
	if err != nil {
		return
	}
	c.Data(http.StatusOK, "text/plain", body)
}

func maxBytes(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	body, _ := io.ReadAll(r.Body)
	_, _ = w.Write(body)
}

func limitedForm(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	_ = r.ParseMultipartForm(limit)
	_ = r.MultipartForm.RemoveAll()
}

func asked(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength < 0 || r.ContentLength > limit {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	body, _ := io.ReadAll(r.Body)
	_, _ = w.Write(body)
}

func bound(c *gin.Context) {
	var name struct{ Name string }
	_ = c.ShouldBindJSON(&name)
	c.JSON(http.StatusOK, name)
}

func decoded(w http.ResponseWriter, r *http.Request) {
	var name string
	_ = json.NewDecoder(r.Body).Decode(&name)
	w.WriteHeader(http.StatusOK)
}

func file(c *gin.Context) {
	if header, err := c.FormFile("file"); err == nil {
		_ = c.SaveUploadedFile(header, "/tmp/file")
	}
}

func fibered(c *fiber.Ctx) error { return c.Send(c.Body()) }

func fromMemory(c *gin.Context) {
	body, _ := io.ReadAll(bytes.NewReader([]byte("x")))
	c.Data(http.StatusOK, "text/plain", body)
}

func unzippedLimited(w http.ResponseWriter, r *http.Request) {
	zip, err := gzip.NewReader(r.Body)
	if err != nil {
		return
	}
	defer zip.Close()
	body, _ := io.ReadAll(io.LimitReader(zip, limit))
	_, _ = w.Write(body)
}

func streamed(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) }

func cold(r *http.Request) ([]byte, error) { return io.ReadAll(r.Body) }

func chunk(c echo.Context) error {
	_, err := io.CopyN(c.Response(), c.Request().Body, limit)
	return err
}

func copiedIntoMemory(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	if _, err := io.Copy(&buf, r.Body); err != nil { // want "`io.Copy` takes the whole request body into memory"
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(buf.Bytes())
}

func copiedToDisk(w http.ResponseWriter, r *http.Request) {
	file, err := os.CreateTemp("", "body")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer file.Close()
	if _, err := io.Copy(file, r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}
