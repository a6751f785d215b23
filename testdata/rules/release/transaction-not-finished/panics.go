// Package panics may panic in a handler before the transaction is finished: the server goes on, the transaction stays.
package panics

import (
	"database/sql"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type order struct {
	ID    int
	Items []string
}

func indexes(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		var one order
		if err := c.ShouldBindJSON(&one); err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		tx := db.Begin() // want "transaction"
		if err := tx.Create(one.Items[0]).Error; err != nil {
			tx.Rollback()
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		tx.Commit()
		c.Status(http.StatusCreated)
	}
}

func asserts(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		tx, err := db.BeginTx(c.Request.Context(), nil) // want "transaction"
		if err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		user, _ := c.Get("user")
		if _, err := tx.Exec("delete from orders where user = ?", user.(int)); err != nil {
			_ = tx.Rollback()
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		_ = tx.Commit()
	}
}

func cleanDeferred(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		tx, err := db.BeginTx(c.Request.Context(), nil)
		if err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		defer tx.Rollback()
		user, _ := c.Get("user")
		if _, err := tx.Exec("delete from orders where user = ?", user.(int)); err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		_ = tx.Commit()
	}
}

// Nothing between may panic.
func cleanPlain(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		id, err := strconv.Atoi(c.Param("id"))
		if err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		tx, err := db.BeginTx(c.Request.Context(), nil)
		if err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		if _, err := tx.Exec("delete from orders where id = ?", id); err != nil {
			_ = tx.Rollback()
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		_ = tx.Commit()
	}
}

// In a command, a panic ends the process and with it the transaction.
func cleanCold(db *sql.DB, one order) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("insert into orders (item) values (?)", one.Items[0]); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// withoutTwins gives back elements of what it is given.
func withoutTwins(all []order) []any {
	var kept []any
	for _, one := range all {
		if len(kept) == 0 || kept[len(kept)-1].(order).ID != one.ID {
			kept = append(kept, one)
		}
	}
	return kept
}

func cleanOfHelper(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		var all []order
		if err := c.ShouldBindJSON(&all); err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		added := withoutTwins(all)
		tx := db.Begin()
		for _, item := range added {
			one := item.(order)
			if err := tx.Create(&one).Error; err != nil {
				tx.Rollback()
				c.AbortWithStatus(http.StatusInternalServerError)
				return
			}
		}
		tx.Commit()
		c.Status(http.StatusCreated)
	}
}

func decode(c *gin.Context) map[string]any {
	var all map[string]any
	_ = c.ShouldBindJSON(&all)
	return all
}

func ofClient(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		all := decode(c)
		tx := db.Begin() // want "transaction"
		if err := tx.Delete(&order{}, all["id"].(int)).Error; err != nil {
			tx.Rollback()
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		tx.Commit()
		c.Status(http.StatusNoContent)
	}
}

// Nobody recovers in a goroutine of one's own: the panic ends the process.
func inGoroutine(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		user, _ := c.Get("user")
		go func() {
			tx, err := db.Begin()
			if err != nil {
				return
			}
			if _, err := tx.Exec("delete from orders where user = ?", user.(int)); err != nil {
				_ = tx.Rollback()
				return
			}
			_ = tx.Commit()
		}()
	}
}

func inGoroutineThatRecovers(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		user, _ := c.Get("user")
		go func() {
			defer func() {
				_ = recover()
			}()
			tx, err := db.Begin() // want "transaction"
			if err != nil {
				return
			}
			if _, err := tx.Exec("delete from orders where user = ?", user.(int)); err != nil {
				_ = tx.Rollback()
				return
			}
			_ = tx.Commit()
		}()
	}
}

func clean_measured(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		var one order
		if err := c.ShouldBindJSON(&one); err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		tx := db.Begin()
		if len(one.Items) > 0 {
			if err := tx.Create(one.Items[0]).Error; err != nil {
				tx.Rollback()
				c.AbortWithStatus(http.StatusInternalServerError)
				return
			}
		}
		tx.Commit()
	}
}
