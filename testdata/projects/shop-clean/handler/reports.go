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

// looked remembers when a report was last asked for, and returns when it was before.
func (h *Reports) looked(report string) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	before := h.last[report]
	h.last[report] = time.Now()
	return before
}

// Sales answers GET /office/reports/sales?days= with a compressed table.
func (h *Reports) Sales(c *gin.Context) {
	days, err := strconv.Atoi(c.DefaultQuery("days", "7"))
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "days"})
		return
	}
	h.looked("sales")
	sheet := sheets.Get().(*bytes.Buffer)
	sheet.Reset()
	defer putSheet(sheet)
	table := csv.NewWriter(sheet)
	err = h.db.EachSale(c.Request.Context(), time.Now().AddDate(0, 0, -days), func(sale store.Sale) error {
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

const maxKept = 1 << 20

var sheets = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// putSheet drops sheets that grew too large to be kept.
func putSheet(sheet *bytes.Buffer) {
	if sheet.Cap() <= maxKept {
		sheets.Put(sheet)
	}
}

var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// Status answers GET /office/reports/status.
func (h *Reports) Status(c *gin.Context) {
	since := h.looked("status")
	h.mu.Lock()
	sales := h.last["sales"]
	h.mu.Unlock()
	c.JSON(http.StatusOK, gin.H{"orders": service.Placed(), "sales": sales, "before": since})
}
