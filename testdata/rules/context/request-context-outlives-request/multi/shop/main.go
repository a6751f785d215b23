package main

import (
	"database/sql"
	"log"

	"github.com/gin-gonic/gin"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		log.Fatal(err)
	}
	r := gin.New()
	r.ContextWithFallback = true
	r.GET("/copied", copied(db))
	log.Fatal(r.Run("localhost:8080"))
}

func copied(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		cp := c.Copy()
		go func() {
			_, _ = db.ExecContext(cp, "select 1") // want "`cp` is cancelled"
		}()
	}
}
