// Package chained ends transactions by what their methods give.
package chained

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type host struct {
	ID   uint
	Name string
}

type hosts struct{ db *gorm.DB }

func (h *hosts) cleanRemove(c *gin.Context) {
	tx := h.db.Begin()
	if done := tx.Where("id = ?", c.Param("id")).Delete(&host{}); done.Error != nil {
		done.Rollback()
		c.Status(http.StatusInternalServerError)
		return
	}
	tx.Commit()
	c.Status(http.StatusNoContent)
}

func (h *hosts) cleanChain(c *gin.Context) {
	tx := h.db.Begin()
	if err := tx.Create(&host{Name: c.Param("name")}).Error; err != nil {
		tx.Session(&gorm.Session{}).Rollback()
		c.Status(http.StatusInternalServerError)
		return
	}
	tx.Commit()
	c.Status(http.StatusNoContent)
}

func (h *hosts) remove(c *gin.Context) {
	tx := h.db.Begin() // want "the transaction in `tx` is not finished on every path"
	if done := tx.Where("id = ?", c.Param("id")).Delete(&host{}); done.Error != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	tx.Commit()
	c.Status(http.StatusNoContent)
}

func (h *hosts) cleanAsLong(c *gin.Context, rows []host) {
	tx := h.db.Begin()
	ids := make([]uint, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	if err := tx.Delete(&host{}, ids).Error; err != nil {
		tx.Rollback()
		c.Status(http.StatusInternalServerError)
		return
	}
	tx.Commit()
	c.Status(http.StatusNoContent)
}

// cleanAgain keeps what each method gives in the variable that it called it on.
func (h *hosts) cleanAgain(c *gin.Context, sorted bool) {
	tx := h.db.Begin()
	if sorted {
		tx = tx.Order("name")
	}
	tx = tx.Where("id = ?", c.Param("id"))
	tx = tx.Omit("name")
	if err := tx.Save(&host{}).Error; err != nil {
		tx.Rollback()
		c.Status(http.StatusInternalServerError)
		return
	}
	tx.Commit()
	c.Status(http.StatusNoContent)
}
