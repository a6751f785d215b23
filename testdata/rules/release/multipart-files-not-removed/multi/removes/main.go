package main

import (
	"net/http"
	"time"
)

func handler() http.Handler {
	return http.TimeoutHandler(http.HandlerFunc(upload), time.Second, "late")
}

func upload(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	defer r.MultipartForm.RemoveAll()
}
