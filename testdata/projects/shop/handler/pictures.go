package handler

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

const maxPicture = 4 << 20

// Pictures keeps pictures of items in a folder.
type Pictures struct {
	dir string
}

// NewPictures keeps its pictures in dir.
func NewPictures(dir string) *Pictures { return &Pictures{dir: dir} }

// Upload answers POST /office/items/:id/picture.
func (h *Pictures) Upload(c *gin.Context) {
	id, ok := number(c, "id")
	if !ok {
		return
	}
	header, err := c.FormFile("picture")
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "picture"})
		return
	}
	picture, err := header.Open()
	if err != nil {
		fail(c, err)
		return
	}
	if header.Size > maxPicture {
		c.JSON(http.StatusRequestEntityTooLarge, gin.H{"error": "picture is too large"})
		return
	}
	defer picture.Close() // want late-defer:"picture"
	if err := h.save(id, picture); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func (h *Pictures) save(id int64, picture io.Reader) error {
	file, err := os.Create(filepath.Join(h.dir, fmt.Sprintf("%d.png", id)))
	if err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	defer file.Close()
	if _, err := io.Copy(file, picture); err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	return file.Sync()
}
