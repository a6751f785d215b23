// Package unset_gorm rolls back in a defer that looks at an error from before.
package unset_gorm

import (
	"errors"
	"net/http"

	"gorm.io/gorm"
)

type order struct {
	ID    int
	Count int
}

func pay(db *gorm.DB, id int) error {
	var found order
	err := db.First(&found, id).Error
	if err != nil {
		return err
	}
	tx := db.Begin() // want "the transaction in `tx` is not finished on every path"
	defer func() {
		if err != nil {
			tx.Rollback()
		}
	}()
	if found.Count == 0 {
		return errors.New("nothing ordered")
	}
	if err = tx.Delete(&found).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func handlers(mux *http.ServeMux, db *gorm.DB) {
	mux.HandleFunc("/pay", func(w http.ResponseWriter, r *http.Request) {
		var found order
		err := r.ParseForm()
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		tx := db.Begin() // want "the transaction in `tx` is not finished on every path"
		defer func() {
			if err != nil {
				tx.Rollback()
			}
		}()
		if r.Form.Get("id") == "" {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		if err = tx.Delete(&found).Error; err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		tx.Commit()
	})
}
