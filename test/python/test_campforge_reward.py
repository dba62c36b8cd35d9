"""Tests of python/campforge_reward.py by Python's standard library: python3 -m unittest discover test/python

The functions are called as the trainers call them. Lines are cited as repository:file:lines at the commit that was
read: verl b178a3c, trl f2cd577, OpenRLHF 3c3be62, xtuner b934f46, slime 624b824.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import pickle
import shutil
import sys
import tempfile
import types
import unittest
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from typing import Any, Dict, List
from unittest import mock

from stub_server import StubServer, score_all, score_item

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = os.environ.get("CAMPFORGE_PYTHON", os.path.join(HERE, "..", "..", "python"))
sys.path.insert(0, PYTHON)

import campforge_reward  # noqa: E402
from campforge_reward import RewardClient, RewardServerError, VerificationError  # noqa: E402

TRUTH = json.dumps({"bootcamp": "futoshiki", "version": 1, "case": {"size": 4}})
EXTRA = {"index": 0, "split": "train", "bootcamp": "futoshiki", "version": 1, "level": 0}


def busy(_: Any) -> Any:
    body = {"status": "error", "code": "busy", "message": "64 jobs in flight", "retryable": True}
    return 429, {"retry-after": "0"}, body


def close_shared_clients() -> None:
    for client in campforge_reward._SHARED.clients.values():
        client.close()
    campforge_reward._SHARED.clients.clear()


class ServerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.server = StubServer()
        self.addCleanup(self.server.close)
        self.addCleanup(close_shared_clients)
        environment = {"CAMPFORGE_URL": self.server.url, "CAMPFORGE_TOKEN": ""}
        patched = mock.patch.dict(os.environ, environment)
        patched.start()
        self.addCleanup(patched.stop)
        for name in ("CAMPFORGE_REWARDS", "CAMPFORGE_ON_ERROR"):
            os.environ.pop(name, None)
        # Pauses are part of the behaviour, and are not waited for.
        self.pauses: List[float] = []
        sleeping = mock.patch.object(campforge_reward.time, "sleep", self.pauses.append)
        sleeping.start()
        self.addCleanup(sleeping.stop)

    def client(self, **named: Any) -> RewardClient:
        client = RewardClient(self.server.url, **named)
        self.addCleanup(client.close)
        return client

    def rewards(self, **bootcamps: Dict[str, Any]) -> None:
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        path = os.path.join(folder, "rewards.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"rewards": 1, "bootcamps": bootcamps}, file)
        os.environ["CAMPFORGE_REWARDS"] = path


class VerlTest(ServerTest):
    def test_the_naive_manager_gets_a_float_for_one_response(self) -> None:
        # verl:verl/workers/reward_manager/naive.py:85-90; lines 82-83 add to extra_info before
        extra = {**EXTRA, "num_turns": None, "rollout_reward_scores": {}}
        score = campforge_reward.compute_score(
            data_source="campforge/futoshiki", solution_str="right", ground_truth=TRUTH, extra_info=extra
        )
        self.assertEqual((score, type(score)), (1.0, float))
        self.assertEqual(self.server.bodies, [{"items": [{"ground_truth": TRUTH, "response": "right"}]}])

    def test_the_reward_loop_calls_from_threads_and_adds_what_it_has_for_reward_models(self) -> None:
        # verl:verl/experimental/reward_loop/reward_manager/naive.py:75-84
        def call(index: int) -> Any:
            return campforge_reward.compute_score(
                data_source="campforge/futoshiki",
                solution_str="right" if index % 2 else "wrong",
                ground_truth=TRUTH,
                extra_info=dict(EXTRA),
                reward_router_address="10.0.0.1:80",
                reward_model_tokenizer=None,
            )

        with ThreadPoolExecutor(16) as pool:
            self.assertEqual(list(pool.map(call, range(64))), [0.0, 1.0] * 32)
        self.assertLessEqual(self.server.connections, 17)

    def test_the_batch_manager_passes_plurals_and_gets_a_score_for_each(self) -> None:
        # verl:verl/workers/reward_manager/batch.py:70-76; sources and extras are numpy's arrays of objects there
        scores = campforge_reward.compute_score(
            data_sources=["campforge/futoshiki"] * 3,
            solution_strs=["right", "none", "half"],
            ground_truths=[TRUTH] * 3,
            extra_infos=[{**EXTRA, "rollout_reward_scores": {}}] * 3,
        )
        self.assertEqual(scores, [1.0, 0.0, 0.5])
        self.assertEqual([type(one) for one in scores], [float] * 3)

    def test_the_prime_manager_sends_the_function_to_processes_and_calls_it_by_position(self) -> None:
        # verl:verl/workers/reward_manager/prime.py:35, with the function as verl:verl/trainer/ppo/reward.py:94 wraps
        # it and verl:verl/utils/import_utils.py:118-125 loads it: from a path, under a name that nobody can import.
        # A function that cannot be pickled would be rewarded with 0 there (lines 40-42 and 81-83).
        path = os.path.join(PYTHON, "campforge_reward.py")
        spec = importlib.util.spec_from_file_location("custom_module_-123", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        function = partial(_call_with_kwargs, module.compute_score, {})
        with ProcessPoolExecutor(2) as pool:
            calls = [
                pool.submit(partial(function, "campforge/futoshiki", response, TRUTH, dict(EXTRA)))
                for response in ("right", "wrong", "half")
            ]
            # line 84: int, float or bool; anything else is indexed
            self.assertEqual([call.result() for call in calls], [1.0, 0.0, 0.5])

    def test_reward_kwargs_say_what_a_failed_verification_is_worth(self) -> None:
        with self.assertRaisesRegex(VerificationError, "verifier-threw: it threw"):
            campforge_reward.compute_score("campforge/futoshiki", "throws", TRUTH, EXTRA)
        score = campforge_reward.compute_score("campforge/futoshiki", "throws", TRUTH, EXTRA, on_error="-0.5")
        self.assertEqual(score, -0.5)

    def test_a_ground_truth_may_be_the_object_that_its_text_stands_for(self) -> None:
        campforge_reward.compute_score("bootcamp/Futoshiki", "right", json.loads(TRUTH))
        [body] = self.server.bodies
        self.assertEqual(json.loads(body["items"][0]["ground_truth"]), json.loads(TRUTH))

    def test_errors_survive_the_way_back_from_another_process(self) -> None:
        for error in (RewardServerError("unreachable"), VerificationError("it threw")):
            self.assertEqual(str(pickle.loads(pickle.dumps(error))), str(error))


def _call_with_kwargs(raw_fn: Any, extra_kwargs: Dict[str, Any], *args: Any, **kwargs: Any) -> Any:
    return raw_fn(*args, **{**kwargs, **extra_kwargs})


class TrlTest(ServerTest):
    def test_conversations_and_texts_are_rewarded_and_what_failed_is_none(self) -> None:
        # trl:trl/trainer/grpo_trainer.py:1659-1663, with the keyword arguments of lines 1617-1627
        metrics: Dict[str, float] = {}
        columns = {"ground_truth": [TRUTH] * 4, "data_source": ["campforge/futoshiki"] * 4, "extra_info": [EXTRA] * 4}
        given = campforge_reward.reward(
            prompts=[[{"role": "user", "content": "Fill the square."}]] * 4,
            completions=[
                [{"role": "assistant", "content": "right"}],
                [{"role": "assistant", "content": [{"type": "text", "text": "half"}]}],
                [{"role": "assistant", "content": "throws"}],
                "none",
            ],
            completion_ids=[[1], [2], [3], [4]],
            trainer_state=object(),
            log_extra=lambda column, values: None,
            log_metric=metrics.__setitem__,
            **columns,
        )
        self.assertEqual(given, [1.0, 0.5, None, 0.0])
        self.assertEqual(metrics, {"campforge/unparsable": 0.25, "campforge/error": 0.25})

    def test_it_is_found_by_its_dotted_name_and_logged_under_its_own(self) -> None:
        # trl:trl/scripts/grpo.py:99-103 and trl:trl/trainer/utils.py:224-232
        module = importlib.import_module("campforge_reward")
        self.assertEqual(getattr(module, "reward").__name__, "reward")

    def test_a_data_set_without_the_column_is_an_error(self) -> None:
        with self.assertRaisesRegex(TypeError, "column ground_truth"):
            campforge_reward.reward(["p"], ["c"])


class OtherTrainersTest(ServerTest):
    def test_openrlhf_gets_rewards_scores_and_logs_for_what_stands_behind_the_prompt(self) -> None:
        # OpenRLHF:openrlhf/utils/agent.py:311-318; line 283 keeps special tokens in the query
        prompt = "<|im_start|>user\nFill.<|im_end|>\n<|im_start|>assistant\n"
        given = campforge_reward.reward_func([prompt + "right<|im_end|></s>"], [prompt], [TRUTH])
        self.assertEqual(given, {"rewards": [1.0], "scores": [1.0], "extra_logs": {}})
        self.assertEqual(self.server.bodies[0]["items"][0]["response"], "right")

    def test_xtuner_gets_an_object(self) -> None:
        # xtuner:xtuner/v1/rl/judger/native.py:200-204 and 218-223
        given = campforge_reward.judge(**{"response": "half", "label": TRUTH, "extra_info": {}})
        self.assertEqual(given, {"score": 0.5})

    def test_slime_gets_a_number_for_a_sample_and_a_list_for_a_group(self) -> None:
        # slime:slime/rollout/rm_hub/__init__.py:61-63 and 104-107
        def sample(response: str) -> Any:
            return types.SimpleNamespace(prompt="Fill.", response=response, label=TRUTH, metadata={})

        self.assertEqual(asyncio.run(campforge_reward.slime_reward(None, sample("right"))), 1.0)
        group = [sample("right"), sample("wrong")]
        self.assertEqual(asyncio.run(campforge_reward.slime_reward(None, group)), [1.0, 0.0])


class NemoGymTest(ServerTest):
    def test_the_resources_server_echoes_what_it_was_sent_and_adds_the_reward(self) -> None:
        # Gym 07d6b0d: nemo_gym/base_resources_server.py:88-97 and 143; resources_servers/mcqa/app.py reads
        # response.output_text. The package is not on this machine: what the file uses of it stands in.
        class Model:
            def __init__(self, **fields: Any) -> None:
                self.__dict__.update(fields)

            def model_dump(self) -> Dict[str, Any]:
                return dict(self.__dict__)

        names = ["BaseResourcesServerConfig", "BaseVerifyRequest", "BaseVerifyResponse", "SimpleResourcesServer"]
        base = types.SimpleNamespace(**{name: Model for name in names})
        modules = {
            "nemo_gym": types.SimpleNamespace(base_resources_server=base),
            "nemo_gym.base_resources_server": base,
            "pydantic": types.SimpleNamespace(ConfigDict=dict),
        }
        with mock.patch.dict(sys.modules, modules):  # type: ignore[arg-type]
            app = importlib.import_module("nemo_gym_app")
            row = {"responses_create_params": {"input": []}, "ground_truth": TRUTH, "data_source": "campforge/x"}
            response = types.SimpleNamespace(output_text="right")
            body = app.CampforgeVerifyRequest(**row, response=response)
            given = asyncio.run(app.CampforgeResourcesServer().verify(body))
        self.assertEqual(given.model_dump(), {**row, "response": response, "reward": 1.0})


class ClientTest(ServerTest):
    def test_many_items_go_in_batches_over_few_connections_and_keep_their_order(self) -> None:
        client = self.client(batch=10, threads=4)
        items = [(TRUTH, ["right", "wrong", "half"][index % 3]) for index in range(205)]
        scores = [result.score for result in client.score(items)]
        self.assertEqual(scores, [[1.0, 0.0, 0.5][index % 3] for index in range(205)])
        self.assertEqual(len(self.server.bodies), 21)
        self.assertLessEqual(self.server.connections, 4)

    def test_no_items_need_no_server(self) -> None:
        self.assertEqual(RewardClient("http://127.0.0.1:9").score([]), [])

    def test_what_may_pass_is_tried_again_and_what_the_server_asks_for_is_waited(self) -> None:
        def fault(_: Any) -> Any:
            return 503, {"retry-after": "7"}, {"status": "error", "code": "stopping", "message": "", "retryable": True}

        self.server.answers = [busy, fault, lambda _: (502, {}, b"<html>"), lambda _: None]
        self.assertEqual(self.client().score([(TRUTH, "right")])[0].score, 1.0)
        self.assertEqual(len(self.server.bodies), 5)
        # The last hung up on a connection that was kept open: that alone needs no pause.
        self.assertEqual(len(self.pauses), 3)
        self.assertTrue(7 <= self.pauses[1] <= 8, self.pauses)

    def test_what_does_not_pass_is_an_error_after_all_patience_and_never_a_score(self) -> None:
        clock = iter(range(0, 10_000, 20))
        with mock.patch.object(campforge_reward.time, "monotonic", lambda: float(next(clock))):
            self.server.answers = [busy] * 100
            with self.assertRaisesRegex(RewardServerError, "HTTP 429: 64 jobs in flight"):
                self.client(patience=120).score([(TRUTH, "right")])
        self.assertTrue(3 < len(self.server.bodies) < 10)

    def test_pauses_grow_and_differ(self) -> None:
        first = [campforge_reward._pause(1, None) for _ in range(20)]
        late = [campforge_reward._pause(12, None) for _ in range(20)]
        self.assertTrue(max(first) < 0.4 and min(late) >= 5 and max(late) <= 15)
        self.assertGreater(len(set(late)), 10)

    def test_items_that_may_pass_are_sent_again_without_the_others(self) -> None:
        def half(body: Dict[str, Any]) -> Any:
            results = [score_item(item) for item in body["items"]]
            for index in (0, 2):
                results[index] = {"status": "error", "code": "fault", "message": "killed", "retryable": True}
            return 200, {}, {"results": results}

        self.server.answers = [half]
        results = self.client().score([(TRUTH, one) for one in ("right", "half", "wrong")])
        self.assertEqual([one.score for one in results], [1.0, 0.5, 0.0])
        self.assertEqual([len(body["items"]) for body in self.server.bodies], [3, 2])

    def test_a_refused_request_is_not_sent_again(self) -> None:
        for status, code in ((422, "invalid-case"), (404, "unknown-bootcamp"), (401, "unauthorized")):
            body = {"status": "error", "code": code, "message": "expected something else", "retryable": False}
            self.server.answers = [lambda _, reply=(status, {}, body): reply]
            self.server.bodies.clear()
            with self.assertRaisesRegex(RewardServerError, "HTTP %d: expected something else" % status) as caught:
                self.client().score([(TRUTH, "right")])
            self.assertEqual((caught.exception.code, len(self.server.bodies)), (code, 1))

    def test_a_case_that_the_server_refuses_is_an_error_for_every_trainer(self) -> None:
        refused = {"status": "error", "code": "invalid-case", "message": "size: expected", "retryable": False}
        self.server.answers = [lambda _: (200, {}, {"results": [refused]})] * 2
        with self.assertRaisesRegex(RewardServerError, "size: expected"):
            campforge_reward.reward(["p"], ["right"], ground_truth=[TRUTH])
        with self.assertRaisesRegex(RewardServerError, "size: expected"):
            campforge_reward.compute_score("s", "right", TRUTH, on_error=0.0)

    def test_a_list_that_is_too_long_goes_in_parts(self) -> None:
        def limit(body: Dict[str, Any]) -> Any:
            if len(body["items"]) <= 3:
                return score_all(body)
            return 413, {}, {"status": "error", "code": "list-too-long", "message": "3", "retryable": False}

        self.server.answers = [limit] * 20
        results = self.client().score([(TRUTH, "right")] * 10)
        self.assertEqual([one.score for one in results], [1.0] * 10)

    def test_a_connection_that_the_server_closed_meanwhile_costs_no_try(self) -> None:
        client = self.client()
        client.score([(TRUTH, "right")])
        self.server.answers = [lambda _: None]
        self.assertEqual(client.score([(TRUTH, "half")])[0].score, 0.5)
        self.assertEqual(self.pauses, [])

    def test_a_server_that_is_none_is_named(self) -> None:
        self.server.answers = [lambda _: (200, {}, {"hello": "world"})]
        with self.assertRaisesRegex(RewardServerError, "is no Campforge reward server"):
            self.client().score([(TRUTH, "right")])
        with self.assertRaisesRegex(ValueError, "expected an address such as"):
            RewardClient("localhost:80")
        with self.assertRaisesRegex(RewardServerError, "is campforge serve running"):
            RewardClient("http://127.0.0.1:9", patience=0).score([(TRUTH, "right")])

    def test_the_token_and_the_texts_arrive_as_they_are(self) -> None:
        text = 'right "\u2028 \U0001f600 \ud800\n'
        self.client(token="secret").score([(TRUTH, text)])
        self.assertEqual(self.server.headers[0]["authorization"], "Bearer secret")
        self.assertEqual(self.server.headers[0]["path"], "/v1/score")
        # A lone surrogate is no Unicode text: it arrives as a question mark.
        self.assertEqual(self.server.bodies[0]["items"][0]["response"], text.replace("\ud800", "?"))


class RewardsTest(ServerTest):
    def test_threshold_then_format_score_then_scale(self) -> None:
        self.rewards(futoshiki={"scale": 2.0, "format_score": 0.1, "pass_threshold": 0.75})
        scores = campforge_reward.compute_score(
            data_sources=["s"] * 4, solution_strs=["right", "half", "wrong", "none"], ground_truths=[TRUTH] * 4
        )
        self.assertEqual(scores, [2.0, 0.2, 0.2, 0.0])

    def test_a_bootcamp_that_is_not_named_gets_its_scores_as_they_are(self) -> None:
        self.rewards(calorimetry={"scale": 2.0, "format_score": 0.1, "pass_threshold": None})
        self.assertEqual(campforge_reward.compute_score("s", "half", TRUTH), 0.5)

    def test_another_file_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "rewards.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write('{"rewards": 2}')
            os.environ["CAMPFORGE_REWARDS"] = path
            with self.assertRaisesRegex(ValueError, "as campforge export writes it"):
                campforge_reward.compute_score("s", "right", TRUTH)


if __name__ == "__main__":
    unittest.main()
