// Package elements looks at elements while a transaction is open.
package elements

import (
	"net/http"

	"gorm.io/gorm"
)

type client struct{ Group string }

func regroup(db *gorm.DB, clients []any, names []string) error {
	tx := db.Begin()
	for i := range clients {
		c, ok := clients[i].(*client)
		if !ok {
			continue
		}
		c.Group = "new"
	}
	for i := 0; i < len(names); i++ {
		if err := tx.Create(&client{names[i]}).Error; err != nil {
			tx.Rollback()
			return err
		}
	}
	return tx.Commit().Error
}

func handler(db *gorm.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := regroup(db, nil, nil); err != nil {
			http.Error(w, "not regrouped", http.StatusInternalServerError)
		}
	}
}
