package handler

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/shop/service"
	"example.com/shop/store"
)

// Reports tells the office how the shop does.
type Reports struct {
	db *store.DB

	mu   sync.Mutex
	last map[string]time.Time
}

// NewReports reads sales from db.
func NewReports(db *store.DB) *Reports {
	return &Reports{db: db, last: map[string]time.Time{}}
}

// opened is when the office last looked at the status.
var opened time.Time

// Sales answers GET /office/reports/sales?days= with a compressed table.
func (h *Reports) Sales(c *gin.Context) {
	days, err := strconv.Atoi(c.DefaultQuery("days", "7"))
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "days"})
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last["sales"] = time.Now()
	sheet := &bytes.Buffer{} // want buffer-not-pooled:"bytes"
	table := csv.NewWriter(sheet)
	err = h.db.EachSale(c.Request.Context(), time.Now().AddDate(0, 0, -days), func(sale store.Sale) error { // want lock-held-over-io:"."
		return table.Write([]string{
			sale.Day.Format(time.DateOnly), sale.Item, strconv.Itoa(sale.Count), strconv.FormatInt(sale.Cents, 10),
		})
	})
	if err != nil {
		fail(c, err)
		return
	}
	table.Flush()
	c.Header("Content-Encoding", "gzip")
	c.Header("Content-Type", "text/csv")
	packed := packers.Get().(*gzip.Writer)
	packed.Reset(c.Writer)
	defer packers.Put(packed)
	_, _ = sheet.WriteTo(packed)
	_ = packed.Close()
}

var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// Status answers GET /office/reports/status.
func (h *Reports) Status(c *gin.Context) {
	since := opened
	opened = time.Now() // want unguarded-global:"opened"
	h.mu.Lock()
	sales := h.last["sales"]
	h.mu.Unlock()
	c.JSON(http.StatusOK, gin.H{"orders": service.Placed(), "sales": sales, "before": since})
}
