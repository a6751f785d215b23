package handler

import (
	"encoding/json"
	"io"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/shop/store"
)

// Import adds many items at once.
type Import struct {
	db *store.DB
}

// NewImport adds items to db.
func NewImport(db *store.DB) *Import { return &Import{db: db} }

// Run answers POST /office/items/import; the work goes on after the answer.
func (h *Import) Run(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body) // want body-read-unbounded:"."
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "cannot read items"})
		return
	}
	var items []store.Item
	if err := json.Unmarshal(body, &items); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	ctx := c.Request.Context()
	go func() {
		if err := h.db.Add(ctx, items); err != nil { // want request-context-outlives-request:"."
			log.Printf("import %d items: %v", len(items), err)
		}
	}()
	c.JSON(http.StatusAccepted, gin.H{"items": len(items)})
}
