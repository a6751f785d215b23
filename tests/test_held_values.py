"""How what a library opens is held, checked and kept: shapes around an acquisition, not libraries."""

from __future__ import annotations

import pytest

from ginlint import registry, testing

RULES = [rule for rule in registry.load_all() if rule.topic in ("release", "pool", "context")]

NAMED = """package p

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func use(config *kafka.ConfigMap, check func() error) error {{
	admin, {name} := kafka.NewAdminClient(config)
	if {name} != nil {{
		return {name}
	}}
	{then}
	admin.Close()
	return nil
}}
"""


@pytest.mark.parametrize("name", ["e", "e1", "failure"])
@pytest.mark.parametrize(
    ("then", "told"), [("", False), ("if err := check(); err != nil {\n\t\treturn err\n\t}", True)]
)
def test_the_last_result_is_an_error_by_any_name(name: str, then: str, *, told: bool) -> None:
    found = testing.check_code(NAMED.format(name=name, then=then), RULES).findings
    assert [finding.rule for finding in found] == ["connection-not-closed"] * told


KEPT = """package p

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo"
)

type store struct {{ messages *mongo.Collection }}

func (s *store) open(ctx context.Context) error {{
	client, err := mongo.Connect(ctx)
	if err != nil {{
		return err
	}}
	{then}
	return nil
}}
"""


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ('s.messages = client.Database("app").Collection("messages")', False),
        ('database := client.Database("app")\n\ts.messages = database.Collection("messages")', False),
        ('client.Database("app").Collection("messages").Drop(ctx)', True),
        ("_ = client.Ping(ctx, nil)", True),
    ],
)
def test_who_keeps_a_part_keeps_its_client(then: str, *, told: bool) -> None:
    found = {finding.rule for finding in testing.check_code(KEPT.format(then=then), RULES).findings}
    assert ("connection-not-closed" in found) is told


UNLESS = """package p

import "github.com/jinzhu/gorm"

func save(db *gorm.DB, user any) error {{
	tx := db.Begin()
	{first}
	if err := tx.Create(user).Error; err != nil {{
		return err
	}}
	return tx.Commit().Error
}}
"""


@pytest.mark.parametrize(("first", "told"), [("defer tx.RollbackUnlessCommitted()", False), ("", True)])
def test_the_first_gorm_rolls_back_what_is_not_committed(first: str, *, told: bool) -> None:
    found = {finding.rule for finding in testing.check_code(UNLESS.format(first=first), RULES).findings}
    assert ("transaction-not-finished" in found) is told


OPENED = """package p

import (
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

type backup struct{{ db *gorm.DB }}

func (b *backup) copied(path string, rows any) error {{
	db, err := gorm.Open({dialector}, &gorm.Config{{}})
	if err != nil {{
		return err
	}}
	{then}
}}
"""
SAVED = "return db.Create(rows).Error"


@pytest.mark.parametrize(
    ("dialector", "then", "told"),
    [
        ("sqlite.Open(path)", SAVED, True),
        (
            "sqlite.Open(path)",
            f"if part, err := db.DB(); err == nil {{ defer part.Close() }}\n\t{SAVED}",
            False,
        ),
        (
            "sqlite.Open(path)",
            f"part, err := db.DB()\n\tif err != nil {{ return err }}\n\tdefer part.Close()\n\t{SAVED}",
            False,
        ),
        ("sqlite.Open(path)", f"part, _ := db.DB()\n\tpart.SetMaxOpenConns(1)\n\t{SAVED}", True),
        ("sqlite.Open(path)", "b.db = db\n\treturn nil", False),
        ("sqlite.Dialector{Conn: b.db.ConnPool}", SAVED, False),
    ],
)
def test_gorm_is_closed_by_the_pool_below(dialector: str, then: str, *, told: bool) -> None:
    code = OPENED.format(dialector=dialector, then=then)
    found = {finding.rule for finding in testing.check_code(code, RULES).findings}
    assert ("connection-not-closed" in found) is told


ASSERTED = """package p

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAnswer(t *testing.T) {{
	resp, err := http.Get("http://localhost")
	assert.NoError(t, err)
	if assert.{test} {{
		resp.Body.Close()
	}}
}}
"""


@pytest.mark.parametrize(
    ("test", "told"),
    [("NotNil(t, resp)", False), ("NotNil(t, resp.Header)", True), ("Equal(t, 1, resp.StatusCode)", True)],
)
def test_an_assertion_guards_what_it_holds_to_be_there(test: str, *, told: bool) -> None:
    found = testing.check_code(ASSERTED.format(test=test), RULES).findings
    assert [finding.rule for finding in found] == ["response-body-not-closed"] * told


HOLDER = """package p

import "github.com/go-co-op/gocron/v2"

type App struct {{ scheduler gocron.Scheduler }}

func NewApp() (*App, error) {{
	scheduler, err := gocron.NewScheduler()
	if err != nil {{
		return nil, err
	}}
	return &App{{scheduler: scheduler}}, nil
}}

func (a *App) Close() error {{ return a.scheduler.Shutdown() }}

func (a *App) check() error {{ return nil }}

func {name}() (*App, error) {{
	for {{
		app, err := NewApp()
		if err != nil {{
			return nil, err
		}}
		if err := app.check(); err != nil {{
			return nil, err
		}}
		if app.scheduler != nil {{
			return app, nil
		}}
	}}
}}
"""


@pytest.mark.parametrize(("name", "confidence"), [("initApp", "low"), ("tryApp", "medium")])
def test_who_holds_what_lasts_from_the_start_lasts_as_well(name: str, confidence: str) -> None:
    found = testing.check_code(HOLDER.format(name=name), RULES).findings
    assert {(finding.rule, str(finding.confidence)) for finding in found if finding.function == name} == {
        ("closer-not-closed", confidence)
    }
