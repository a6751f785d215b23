// Package handler answers HTTP requests.
package handler

import (
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/shop/service"
	"example.com/shop/store"
)

const (
	maxItems = 100
	patience = 300 * time.Millisecond
)

// Catalog shows what there is to buy.
type Catalog struct {
	db     *store.DB
	prices *service.Prices
}

// NewCatalog reads items from db.
func NewCatalog(db *store.DB, prices *service.Prices) *Catalog {
	return &Catalog{db: db, prices: prices}
}

// List answers GET /items?kind=.
func (h *Catalog) List(c *gin.Context) {
	limit, err := strconv.Atoi(c.DefaultQuery("limit", "20"))
	if err != nil || limit > maxItems {
		c.JSON(http.StatusBadRequest, gin.H{"error": "limit"})
		return
	}
	items, err := h.db.Items(c.Request.Context(), c.Query("kind"), limit)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, items)
}

// Show answers GET /items/:id with today's price, or the list price if that takes too long.
func (h *Catalog) Show(c *gin.Context) {
	id, ok := number(c, "id")
	if !ok {
		return
	}
	item, err := h.db.Item(c.Request.Context(), id)
	if err != nil {
		fail(c, err)
		return
	}
	if cents, err := h.prices.Quote(c.Request.Context(), id, patience); err == nil {
		item.Cents = cents
	}
	c.JSON(http.StatusOK, item)
}

// Search answers GET /search?q=.
func (h *Catalog) Search(c *gin.Context) {
	word := regexp.MustCompile(`^\pL+$`) // want compile-per-request:"."
	query := c.Query("q")
	if !word.MatchString(query) {
		c.JSON(http.StatusBadRequest, gin.H{"error": "one word, please"})
		return
	}
	names, err := h.db.Search(c.Request.Context(), query)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"names": names})
}

func number(c *gin.Context, name string) (int64, bool) {
	n, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": name})
		return 0, false
	}
	return n, true
}

func fail(c *gin.Context, err error) {
	_ = c.Error(err)
	code := http.StatusInternalServerError
	switch {
	case errors.Is(err, store.ErrNotFound):
		code = http.StatusNotFound
	case errors.Is(err, service.ErrCount):
		code = http.StatusUnprocessableEntity
	}
	c.JSON(code, gin.H{"error": http.StatusText(code)})
}
